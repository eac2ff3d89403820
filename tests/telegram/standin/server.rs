//! Calls in by HTTP, updates out by polling and by webhook.

use std::io::{self, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Map, Value, json};

use super::Shared;
use super::api::{API, Method};
use super::http::{Client, Message, respond};
use super::objects::{Call, Fault, Refusal};
use super::upload;
use super::world::World;

/// How long a refused delivery waits before it is tried again.
const DELIVERY_PAUSE: Duration = Duration::from_millis(200);
/// How long a thread without work waits before it looks whether all is over.
const IDLE: Duration = Duration::from_secs(2);
const MAX_UPDATES: usize = 100;

/// How connections are encrypted, and those that were begun so.
#[derive(Default)]
pub struct Encryption {
    config: Option<Arc<ServerConfig>>,
    open: Vec<TcpStream>,
}

impl Encryption {
    /// From now on connections are encrypted so, and those that were before end with the call that is answered.
    pub fn change(&mut self, config: ServerConfig) {
        self.config = Some(Arc::new(config));
        for stream in self.open.drain(..) {
            // It may be closed already.
            let _ = stream.shutdown(Shutdown::Read);
        }
    }
}

/// Takes connections until the stand-in stops.
pub fn accept(listener: TcpListener, shared: Arc<Shared>) {
    for stream in listener.incoming().flatten() {
        if shared.lock().stopped {
            return;
        }
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            // The bot may go away at any time.
            let _ = open(stream, &shared);
        });
    }
}

fn open(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let copy = stream.try_clone()?;
    let config = {
        let mut encryption = shared.encryption();
        let config = encryption.config.clone();
        if config.is_some() {
            encryption.open.push(copy);
        }
        config
    };
    match config {
        Some(config) => {
            let connection = ServerConnection::new(config).map_err(io::Error::other)?;
            serve(StreamOwned::new(connection, stream), shared)
        }
        None => serve(stream, shared),
    }
}

fn serve(stream: impl Read + Write, shared: &Shared) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(request) = Message::read(&mut reader)? {
        match answer(&request, shared) {
            Some((status, body)) => respond(reader.get_mut(), status, &body)?,
            None => return Ok(()),
        }
    }
    Ok(())
}

/// The status and the body; none to drop the connection.
fn answer(request: &Message, shared: &Shared) -> Option<(u16, Vec<u8>)> {
    let result = route(request, shared)?;
    let latency = shared.lock().latency;
    if !latency.is_zero() {
        thread::sleep(latency);
    }
    let (status, body) = match result {
        Ok(result) => (200, json!({"ok": true, "result": result})),
        Err(refusal) => {
            let mut body = json!({"ok": false, "error_code": refusal.code, "description": refusal.description});
            if let Some(parameters) = refusal.parameters {
                body["parameters"] = parameters;
            }
            (refusal.code, body)
        }
    };
    Some((status, body.to_string().into_bytes()))
}

fn route(request: &Message, shared: &Shared) -> Option<Result<Value, Refusal>> {
    let path = request.path().split('?').next().unwrap_or("");
    let (token, name) = path
        .strip_prefix("/bot")
        .and_then(|path| path.split_once('/'))
        .unwrap_or(("", ""));
    let mut world = shared.lock();
    if token != world.token {
        return Some(Err(Refusal::blameless(401, "Unauthorized")));
    }
    let Some(method) = API.method(name) else {
        world.mistakes.push(format!("no method {name}"));
        return Some(Err(Refusal::blameless(404, "Not Found: method not found")));
    };
    let params = match read_params(method, request) {
        Ok(params) => params,
        Err(error) => {
            world.mistakes.push(format!("{name}: {error}"));
            return Some(Err(Refusal::bad(error)));
        }
    };
    let chat = params.get("chat_id").and_then(Value::as_i64);
    let fault = world.fault_for(&method.name, chat);
    let waits = world.told_to_wait.get(&(method.name.clone(), chat));
    if waits.is_some_and(|until| fault.is_none() && Instant::now() < *until) {
        world.mistakes.push(format!(
            "{} was called again before retry_after",
            method.name
        ));
    }
    let call = Call {
        method: method.name.clone(),
        params: Value::Object(params.clone()),
        status: 200,
    };
    world.calls.push(call);
    let call = world.calls.len() - 1;
    let result = match fault {
        Some(Fault::Drop) => {
            world.calls[call].status = 0;
            drop(world);
            shared.changed.notify_all();
            return None;
        }
        Some(Fault::Server) => Err(Refusal::blameless(500, "Internal Server Error")),
        Some(Fault::TooMany(seconds)) => {
            let mut refusal =
                Refusal::blameless(429, &format!("Too Many Requests: retry after {seconds}"));
            refusal.parameters = Some(json!({"retry_after": seconds}));
            Err(refusal)
        }
        Some(Fault::DropAnswer | Fault::Silence) | None if method.name == "getUpdates" => {
            drop(world);
            let result = get_updates(shared, &params);
            world = shared.lock();
            result
        }
        Some(Fault::DropAnswer | Fault::Silence) | None => world.carry_out(&method.name, &params),
    };
    if let Err(refusal) = &result {
        world.calls[call].status = refusal.code;
        if !refusal.blameless {
            let params = Value::Object(params);
            world.mistakes.push(format!(
                "{}: {} for {params}",
                method.name, refusal.description
            ));
        }
    }
    drop(world);
    shared.changed.notify_all();
    if fault == Some(Fault::Silence) {
        let mut world = shared.lock();
        while !world.stopped {
            world = shared.wait(world, Instant::now() + IDLE);
        }
    }
    let answers = !matches!(fault, Some(Fault::DropAnswer | Fault::Silence));
    answers.then_some(result)
}

/// The parameters of a call, of the published names and types.
fn read_params(method: &Method, request: &Message) -> Result<Map<String, Value>, String> {
    let content_type = request.header("content-type").unwrap_or("");
    let params = if request.body.is_empty() {
        Map::new()
    } else if content_type.starts_with("application/json") {
        serde_json::from_slice(&request.body)
            .map_err(|error| format!("a body that is no JSON object: {error}"))?
    } else if content_type.starts_with("multipart/form-data") {
        let form = request.multipart().ok_or("a form that cannot be read")?;
        let mut params = API.read_form(method, form.fields);
        for (name, value) in &mut params {
            let part = value.as_str().and_then(|v| v.strip_prefix("attach://"));
            if let Some(part) = part {
                let file = form.files.iter().find(|file| file.part == part);
                let file = file.ok_or(format!("no file {part} is attached"))?;
                *value = Value::String(upload::take(name, file)?);
            }
        }
        params
    } else {
        return Err(format!("a body of type {content_type:?}"));
    };
    API.check(method, &params)?;
    Ok(params)
}

/// Waits for updates as long as the bot asks for.
fn get_updates(shared: &Shared, params: &Map<String, Value>) -> Result<Value, Refusal> {
    let number = |name: &str| params.get(name).and_then(Value::as_i64);
    let timeout = number("timeout").unwrap_or(0).clamp(0, 50) as u64;
    let limit = number("limit").unwrap_or(100);
    if !(1..=MAX_UPDATES as i64).contains(&limit) {
        return Err(Refusal::bad("limit must be 1 to 100"));
    }
    let deadline = Instant::now() + Duration::from_secs(timeout);
    let mut world = shared.lock();
    world.set_allowed(params);
    world.poll += 1;
    let poll = world.poll;
    // Ends an older poll at once, as Telegram does.
    shared.changed.notify_all();
    match number("offset").unwrap_or(0) {
        0 => {}
        offset if offset > 0 => {
            let before = world.updates.len();
            world.updates.retain(|pending| pending.id >= offset);
            world.delivered += (before - world.updates.len()) as u64;
        }
        last => {
            let gone = world
                .updates
                .len()
                .saturating_sub(last.unsigned_abs() as usize);
            world.updates.drain(..gone);
        }
    }
    loop {
        if world.webhook.is_some() {
            return Err(Refusal::blameless(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            ));
        }
        if world.poll != poll {
            return Err(Refusal::blameless(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            ));
        }
        drop_unwanted(&mut world);
        let ready = world
            .updates
            .iter()
            .take(limit as usize)
            .map(|pending| pending.update.clone());
        let ready: Vec<Value> = ready.collect();
        if !ready.is_empty() || Instant::now() >= deadline || world.stopped {
            return Ok(ready.into());
        }
        world = shared.wait(world, deadline);
    }
}

/// Forgets updates of kinds that the bot does not want.
fn drop_unwanted(world: &mut World) {
    if let Some(allowed) = &world.allowed {
        // What is no kind of update at all is delivered whatever the bot asks for.
        let is_wanted = |kind: &String| allowed.contains(kind) || kind.starts_with("garbage");
        world.updates.retain(|pending| is_wanted(&pending.kind));
    }
}

/// Posts updates to the webhook, no two of one chat at a time, until the stand-in stops.
pub fn deliver(shared: &Shared) {
    let mut client: Option<(String, Client)> = None;
    let mut world = shared.lock();
    while !world.stopped {
        let Some(webhook) = world.webhook.clone() else {
            world = shared.wait(world, Instant::now() + IDLE);
            continue;
        };
        drop_unwanted(&mut world);
        let busy: Vec<i64> = world
            .updates
            .iter()
            .filter(|u| u.in_flight)
            .map(|u| u.chat)
            .collect();
        let next = world
            .updates
            .iter_mut()
            .find(|u| !u.in_flight && !busy.contains(&u.chat));
        let Some(next) = next else {
            world = shared.wait(world, Instant::now() + IDLE);
            continue;
        };
        next.in_flight = true;
        let (id, body) = (next.id, next.update.to_string());
        drop(world);
        let status = post(&mut client, &webhook.url, webhook.secret.as_deref(), &body).ok();
        let is_taken = status.is_some_and(|status| (200..300).contains(&status));
        if !is_taken {
            thread::sleep(DELIVERY_PAUSE);
        }
        world = shared.lock();
        if is_taken {
            world.updates.retain(|pending| pending.id != id);
            world.delivered += 1;
        } else {
            world.refused_deliveries.extend(status);
            for pending in world.updates.iter_mut().filter(|pending| pending.id == id) {
                pending.in_flight = false;
            }
        }
        shared.changed.notify_all();
    }
}

fn post(
    client: &mut Option<(String, Client)>,
    url: &str,
    secret: Option<&str>,
    body: &str,
) -> io::Result<u16> {
    let rest = url
        .strip_prefix("http://")
        .ok_or(io::ErrorKind::Unsupported)?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if client.as_ref().is_none_or(|(known, _)| known != url) {
        let address: SocketAddr = host.parse().map_err(io::Error::other)?;
        *client = Some((url.to_owned(), Client::new(address)));
    }
    let (_, client) = client.as_mut().ok_or(io::ErrorKind::NotFound)?;
    client.post(&format!("/{path}"), secret, body.as_bytes())
}
