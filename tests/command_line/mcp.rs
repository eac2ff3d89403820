//! `nocbot mcp`, asked by the client of the official SDK, and by lines as they may come.

use std::os::fd::OwnedFd;
use std::process::Child;

use rmcp::model::{CallToolRequestParams, CallToolResult, ErrorCode, ProtocolVersion};
use rmcp::service::{ClientLifecycleMode, RoleClient, RunningService, ServiceError};
use rmcp::{ClientServiceExt, ServiceExt};
use tokio::net::unix::pipe::{Receiver, Sender};

use super::*;

const DAY: &str = "--as-of 2026-11-22";
const CASE: &str = r#"{"experience":[{"noc":"31301","start":"2024-01","end":null,"hours_per_week":40,"country":"canada","away":[{"start":"2025-02","end":"2025-03"}]}],"french":{"speaking":7}}"#;

/// The program and the client that asks it.
struct Asked {
    program: Child,
    client: RunningService<RoleClient, ()>,
}

impl Asked {
    async fn start(arguments: &str) -> Asked {
        let (program, pipes) = spawn(arguments);
        let client = ().serve(pipes).await.unwrap();
        Asked { program, client }
    }

    async fn call(
        &self,
        tool: &'static str,
        arguments: &Value,
    ) -> Result<CallToolResult, ServiceError> {
        let arguments = arguments.as_object().unwrap().clone();
        let asked = CallToolRequestParams::new(tool).with_arguments(arguments);
        self.client.call_tool(asked).await
    }

    /// Hangs up; the program ends by itself, having said nothing else.
    async fn end(self) {
        self.client.cancel().await.unwrap();
        let output = self.program.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), stderr(&output).as_str()),
            (Some(0), "")
        );
    }
}

/// The program with the ends of its pipes.
fn spawn(arguments: &str) -> (Child, (Receiver, Sender)) {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("nocbot"));
    command
        .args(arguments.split_whitespace())
        .env_clear()
        .env("NOCBOT_DB", "/nowhere/nocbot.sqlite")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut program = command.spawn().unwrap();
    let output = OwnedFd::from(program.stdout.take().unwrap());
    let input = OwnedFd::from(program.stdin.take().unwrap());
    let pipes = (
        Receiver::from_owned_fd(output).unwrap(),
        Sender::from_owned_fd(input).unwrap(),
    );
    (program, pipes)
}

fn text_of(result: &CallToolResult) -> &str {
    let [content] = &result.content[..] else {
        panic!("one text: {result:?}")
    };
    &content.as_text().unwrap().text
}

#[tokio::test]
async fn a_client_learns_what_the_tools_are() {
    let asked = Asked::start(&format!("{DAY} mcp")).await;
    let server = asked.client.peer_info().unwrap();
    assert_eq!(server.server_info.as_ref().unwrap().name, "nocbot");
    let instructions = server.instructions.as_ref().unwrap();
    assert_holds(
        "instructions",
        instructions,
        "not legal advice | 2026-02-18 | 2026-10-01",
    );
    let tools = asked.client.list_all_tools().await.unwrap();
    let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_ref()).collect();
    assert_eq!(names.join(" "), "match understand assess rules draws crs");
    for tool in &tools {
        assert!(
            tool.description
                .as_ref()
                .is_some_and(|text| !text.contains("  ")),
            "{tool:?}"
        );
        assert_eq!(tool.input_schema["type"], "object", "{tool:?}");
        assert_eq!(
            tool.annotations.as_ref().unwrap().read_only_hint,
            Some(true)
        );
    }
    let spell = &tools[2].input_schema["properties"]["experience"]["items"];
    assert_eq!(
        spell["required"],
        json!(["noc", "start", "hours_per_week", "country"])
    );
    asked.end().await;
}

#[tokio::test]
async fn a_tool_answers_what_its_command_prints() {
    let asked = Asked::start(&format!("{DAY} mcp")).await;
    let message = r#"{"text":"48","asked":"hours","lang":"en","as_of":"2026-11-20"}"#;
    for (tool, arguments, command, input) in [
        (
            "match",
            json!({"text": "icu staff nurse"}),
            "match icu staff nurse",
            "",
        ),
        (
            "match",
            json!({"text": "infirmiere", "lang": "fr", "top": 2}),
            "--lang fr match --top 2 infirmiere",
            "",
        ),
        (
            "understand",
            json!({"text": "welder in Dubai since 2021, 40h"}),
            "understand welder in Dubai since 2021, 40h",
            "",
        ),
        (
            "understand",
            serde_json::from_str(message).unwrap(),
            "understand",
            message,
        ),
        (
            "assess",
            serde_json::from_str(CASE).unwrap(),
            "assess",
            CASE,
        ),
        ("rules", json!({}), "rules", ""),
        (
            "rules",
            json!({"as_of": "2025-03-01"}),
            "rules 2025-03-01",
            "",
        ),
        ("draws", json!({}), "draws", ""),
        ("draws", json!({"stream": "métiers"}), "draws trade", ""),
        ("crs", json!({"score": 450, "as_of": null}), "crs 450", ""),
    ] {
        let answer = asked.call(tool, &arguments).await.unwrap();
        let printed = say(&format!("--json {DAY} {command}"), input);
        assert_eq!(text_of(&answer), printed.trim_end(), "{tool} {arguments}");
        assert_eq!(answer.is_error, Some(false), "{tool} {arguments}");
        let printed: Value = serde_json::from_str(&printed).unwrap();
        let data = if printed.is_array() {
            json!({"result": printed})
        } else {
            printed
        };
        assert_eq!(answer.structured_content, Some(data), "{tool} {arguments}");
    }
    let days = asked
        .call("match", &json!({"text": "cook", "as_of": "2025-03-01"}))
        .await
        .unwrap();
    assert_eq!(
        text_of(&days),
        say("--json --as-of 2025-03-01 match cook", "").trim_end()
    );
    asked.end().await;
}

#[tokio::test]
async fn options_of_every_command_count() {
    let asked = Asked::start("--lang fr --as-of 2025-03-01 mcp --feed-url off").await;
    for (tool, arguments, command) in [
        ("match", json!({"text": "chauffeur"}), "match chauffeur"),
        ("rules", json!({}), "rules"),
        ("draws", json!({"stream": "cec"}), "draws cec"),
    ] {
        let answer = asked.call(tool, &arguments).await.unwrap();
        let printed = say(
            &format!("--json --lang fr --as-of 2025-03-01 {command}"),
            "",
        );
        assert_eq!(text_of(&answer), printed.trim_end(), "{tool}");
    }
    asked.end().await;
}

#[tokio::test]
async fn wrong_arguments_are_answered_with_what_is_wrong() {
    let asked = Asked::start(&format!("{DAY} mcp")).await;
    let unknown = json!({"experience": [{"noc": "99999", "start": "2024", "hours_per_week": 40, "country": "canada"}]});
    for (tool, arguments, expected) in [
        ("match", json!({}), "missing field `text`"),
        (
            "match",
            json!({"text": 5}),
            "text: invalid type: integer `5`, expected a string",
        ),
        (
            "match",
            json!({"text": "cook", "town": "Lagos"}),
            "unknown field `town`",
        ),
        (
            "match",
            json!({"text": "cook", "top": 0}),
            "top: expected a number from 1 to",
        ),
        (
            "match",
            json!({"text": "cook", "lang": "de"}),
            "lang: expected one of en, fr, found \"de\"",
        ),
        (
            "match",
            json!({"text": "cook", "as_of": "2020-01-01"}),
            "as_of: no category rules are known before 2023-05-31",
        ),
        (
            "understand",
            json!({"text": "cook", "asked": "age"}),
            "asked: expected one of job confirm",
        ),
        (
            "understand",
            json!({"text": "cook", "lang": "de"}),
            "lang: expected one of en, fr",
        ),
        ("assess", json!({}), "missing field `experience`"),
        ("assess", unknown, "experience[0].noc: "),
        ("rules", json!({"as_of": "yesterday"}), "as_of: "),
        (
            "draws",
            json!({"stream": "nosuch"}),
            "stream: there is no category or program \"nosuch\": expected one of health",
        ),
        ("crs", json!({}), "missing field `score`"),
        (
            "crs",
            json!({"score": 1201}),
            "score: expected a score from 0 to 1200, found 1201",
        ),
    ] {
        let answer = asked.call(tool, &arguments).await.unwrap();
        assert_eq!(answer.is_error, Some(true), "{tool} {arguments}");
        let said = text_of(&answer);
        assert!(said.contains(expected), "{tool} {arguments}: {said}");
    }
    let none = asked.call("visa", &json!({})).await.unwrap_err();
    let ServiceError::McpError(none) = none else {
        panic!("{none}")
    };
    assert_eq!(none.code, ErrorCode::INVALID_PARAMS);
    assert_holds(
        "visa",
        &none.message,
        "there is no tool \"visa\" | match, understand",
    );
    let answer = asked.call("rules", &json!({})).await.unwrap();
    assert_eq!(answer.is_error, Some(false));
    asked.end().await;
}

/// The newest form of the protocol begins without a handshake.
#[tokio::test]
async fn a_client_that_only_discovers_is_answered_too() {
    let (program, pipes) = spawn("mcp");
    let lifecycle = ClientLifecycleMode::Discover {
        preferred_versions: vec![ProtocolVersion::V_2026_07_28],
    };
    let client = ().serve_with_lifecycle(pipes, lifecycle).await.unwrap();
    let asked = Asked { program, client };
    let answer = asked.call("crs", &json!({"score": 450})).await.unwrap();
    assert!(answer.structured_content.unwrap()["result"].is_array());
    asked.end().await;
}

/// Calls of one client at once are each answered.
#[tokio::test]
async fn calls_may_be_under_way_together() {
    let asked = Asked::start(&format!("{DAY} mcp")).await;
    let (nurse, cook) = (json!({"text": "nurse"}), json!({"text": "cook"}));
    let (nurse, cook) = tokio::join!(asked.call("match", &nurse), asked.call("match", &cook));
    assert!(text_of(&nurse.unwrap()).contains("31301"));
    assert!(text_of(&cook.unwrap()).contains("63200"));
    asked.end().await;
}

/// What stands on standard output when these lines came in, each an object of the protocol.
fn answers(lines: &[Value]) -> Vec<Value> {
    let input: String = lines
        .iter()
        .map(|line| match line {
            Value::String(raw) => format!("{raw}\n"),
            line => format!("{line}\n"),
        })
        .collect();
    let said = say(&format!("{DAY} mcp"), input);
    said.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn request(id: u32, method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}

fn greeting() -> [Value; 2] {
    let client = json!({"name": "test", "version": "1"});
    let params = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client});
    [
        request(1, "initialize", params),
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
    ]
}

#[test]
fn the_end_of_the_input_is_the_end() {
    assert_eq!(answers(&[]), Vec::<Value>::new());
    assert_eq!(answers(&[json!("hello")]), Vec::<Value>::new());
    let too_early = answers(&[request(1, "tools/list", json!({}))]);
    assert!(too_early[0]["error"].is_object(), "{too_early:?}");
    let [hello, ready] = greeting();
    let said = answers(&[
        hello,
        ready,
        request(2, "tools/call", json!({"name": "rules", "arguments": {}})),
    ]);
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(said[0]["result"]["protocolVersion"], "2025-06-18");
    assert_eq!(
        said[1]["result"]["structuredContent"]["rules"],
        "2026-02-18"
    );
}

#[test]
fn what_is_cancelled_or_no_message_ends_nothing() {
    let [hello, ready] = greeting();
    let understand = json!({"name": "understand", "arguments": {"text": "welder since 2021"}});
    let cancelled = json!({"requestId": 2, "reason": "the person went on"});
    let said = answers(&[
        hello,
        ready,
        request(2, "tools/call", understand.clone()),
        json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancelled}),
        json!("no message"),
        json!("{\"jsonrpc\":\"2.0\",\"id\":"),
        json!(""),
        json!([1, 2]),
        request(3, "tools/call", json!({"name": "match", "arguments": [1]})),
        request(4, "prompts/get", json!({"name": "hello"})),
        request(5, "tools/call", understand),
    ]);
    let answer = |id: u32| said.iter().find(|answer| answer["id"] == id);
    assert!(answer(4).unwrap()["error"].is_object(), "{said:?}");
    assert!(
        answer(5).unwrap()["result"]["structuredContent"]["jobs"].is_array(),
        "{said:?}"
    );
}

#[test]
fn what_is_no_client_is_refused_in_one_line() {
    for (arguments, input, expected) in [
        (
            "mcp",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n",
            "Model Context Protocol",
        ),
        ("--as-of 2020-01-01 mcp", "", "2023-05-31"),
        ("--data nowhere mcp", "", "nowhere"),
        ("--lang de mcp", "", "one of en, fr"),
        (
            "mcp --feed-url nowhere",
            "",
            "--feed-url: expected an address",
        ),
    ] {
        assert_refused(arguments, input, expected);
    }
}
