//! What nocbot knows as tools for an assistant, by the Model Context Protocol on standard input and output.
//!
//! Only this folder names rmcp. A tool answers with the JSON that the command of the same name prints. What is wrong in its
//! arguments is an answer too, so that the assistant can put it right.

#[cfg(test)]
mod hostile;
mod tools;

use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation,
    ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig, ToolAnnotations,
};
use rmcp::service::{QuitReason, RequestContext, RoleServer, ServerInitializeError};
use rmcp::transport::stdio;
use rmcp::{ErrorData, ServerHandler, ServiceExt};
use serde_json::{Value, json};
use thiserror::Error;
use tokio::task::{JoinError, spawn_blocking};

pub use tools::Tools;
use tools::{ALL, Tool};

/// Why the tools are not served any longer, other than the end of the input.
#[derive(Debug, Error)]
pub enum McpError {
    /// The first message was not the one that the protocol begins with, or could not be answered.
    #[error("the client did not begin as the Model Context Protocol asks")]
    Start(#[source] Box<ServerInitializeError>),
    /// The server itself failed.
    #[error("the server of the Model Context Protocol failed")]
    Failed(#[from] JoinError),
}

/// Serves the tools on standard input and output until the input ends. Nothing else may be written to standard output.
///
/// # Errors
/// The client does not begin as the protocol asks, or the server fails.
pub async fn serve(tools: Tools) -> Result<(), McpError> {
    let running = match Server(Arc::new(tools)).serve(stdio()).await {
        Ok(running) => running,
        // A client that goes away before it says anything.
        Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(error) => return Err(McpError::Start(Box::new(error))),
    };
    match running.waiting().await? {
        QuitReason::JoinError(error) => Err(McpError::Failed(error)),
        _ => Ok(()),
    }
}

struct Server(Arc<Tools>);

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().build();
        let program = Implementation::new("nocbot", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(capabilities)
            .with_server_info(program)
            .with_instructions(self.0.instructions())
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let listed = ALL.iter().map(listed).collect();
        Ok(ListToolsResult::with_all_items(listed))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = ALL.iter().find(|tool| tool.name == request.name) else {
            let names: Vec<&str> = ALL.iter().map(|tool| tool.name).collect();
            let (found, names) = (&request.name, names.join(", "));
            let problem = format!("there is no tool {found:?}: expected one of {names}");
            return Err(ErrorData::invalid_params(problem, None));
        };
        let arguments = Value::Object(request.arguments.unwrap_or_default()).to_string();
        let tools = Arc::clone(&self.0);
        // A long text takes a processor for a while, and others may ask meanwhile.
        let answered = spawn_blocking(move || (tool.answer)(&tools, &arguments)).await;
        let Ok(answer) = answered else {
            let problem = format!("{} failed", tool.name);
            return Err(ErrorData::internal_error(problem, None));
        };
        Ok(match answer {
            Ok(json) => answered_with(json),
            Err(problem) => CallToolResult::error(vec![ContentBlock::text(problem)]),
        }
        .into())
    }
}

/// How a tool is listed.
fn listed(tool: &Tool) -> rmcp::model::Tool {
    let reads_only = ToolAnnotations::with_title(tool.title)
        .read_only(true)
        .idempotent(true)
        .open_world(false);
    rmcp::model::Tool::new(tool.name, tool.description, (tool.schema)())
        .with_annotations(reads_only)
}

/// An answer as text and as data; the protocol has only objects for the latter, so that a list is the `result` of one.
fn answered_with(json: String) -> CallToolResult {
    let data = match serde_json::from_str(&json) {
        Ok(Value::Array(list)) => Some(json!({ "result": list })),
        data => data.ok(),
    };
    let mut answer = CallToolResult::success(vec![ContentBlock::text(json)]);
    answer.structured_content = data;
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_the_result_of_an_object() {
        for (json, data) in [
            (r#"{"a":1}"#, json!({"a": 1})),
            (r#"[1,2]"#, json!({"result": [1, 2]})),
        ] {
            let answer = answered_with(json.to_owned());
            assert_eq!(answer.structured_content, Some(data));
            assert_eq!(answer.content, [ContentBlock::text(json)]);
        }
    }

    #[test]
    fn every_argument_is_described() {
        for tool in ALL {
            let schema = (tool.schema)();
            assert_eq!(
                schema["additionalProperties"],
                json!(false),
                "{}",
                tool.name
            );
            for (name, property) in schema["properties"].as_object().unwrap() {
                assert!(property["description"].is_string(), "{}: {name}", tool.name);
            }
            let all = Value::Object(schema).to_string();
            assert!(!all.contains("$ref"), "{}: {all}", tool.name);
        }
    }
}
