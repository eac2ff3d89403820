//! The published parameters as data, and the check of a call against them.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

/// The table that every call is checked against.
pub static API: LazyLock<Api> = LazyLock::new(|| Api::parse(include_str!("api.txt")));

/// Methods by their lower-case name, and the types that their parameters use.
pub struct Api {
    methods: HashMap<String, Method>,
    types: HashMap<String, Vec<Field>>,
}

/// One method.
pub struct Method {
    /// As published.
    pub name: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    required: bool,
    kind: Kind,
}

enum Kind {
    Integer,
    Float,
    Text,
    Boolean,
    Literal(String),
    List(Box<Kind>),
    OneOf(Vec<Kind>),
    Named(String),
}

impl Kind {
    fn parse(text: &str) -> Kind {
        if let Some(inner) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            return Kind::List(Box::new(Kind::parse(inner)));
        }
        if text.contains('|') {
            return Kind::OneOf(text.split('|').map(Kind::parse).collect());
        }
        match text {
            "Integer" => Kind::Integer,
            "Float" => Kind::Float,
            "String" => Kind::Text,
            "Boolean" => Kind::Boolean,
            _ => match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
                Some(literal) => Kind::Literal(literal.to_owned()),
                None => Kind::Named(text.to_owned()),
            },
        }
    }

    fn takes_integer(&self) -> bool {
        match self {
            Kind::Integer => true,
            Kind::OneOf(kinds) => kinds.iter().any(Kind::takes_integer),
            _ => false,
        }
    }

    fn takes_text(&self) -> bool {
        match self {
            Kind::Text | Kind::Literal(_) => true,
            Kind::OneOf(kinds) => kinds.iter().any(Kind::takes_text),
            _ => false,
        }
    }
}

impl Api {
    fn parse(text: &str) -> Api {
        let mut api = Api {
            methods: HashMap::new(),
            types: HashMap::new(),
        };
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let blocks = lines.collect::<Vec<_>>().join("\n");
        for block in blocks
            .split("\n\n")
            .map(str::trim)
            .filter(|b| !b.is_empty())
        {
            let mut lines = block.lines();
            let (what, name) = lines.next().unwrap().split_once(' ').unwrap();
            let fields = lines
                .map(|line| {
                    let (name, kind) = line.trim().split_once(' ').unwrap();
                    Field {
                        name: name.trim_end_matches('!').to_owned(),
                        required: name.ends_with('!'),
                        kind: Kind::parse(kind),
                    }
                })
                .collect();
            match what {
                "method" => {
                    let name = name.to_owned();
                    let key = name.to_lowercase();
                    api.methods.insert(key, Method { name, fields });
                }
                "type" => {
                    api.types.insert(name.to_owned(), fields);
                }
                _ => panic!("a block of api.txt is neither a method nor a type: {block}"),
            }
        }
        api
    }

    /// The method of this name; capitals do not matter.
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.get(&name.to_lowercase())
    }

    /// Whether `params` are parameters of `method`: the right types, all that is required and nothing unknown.
    pub fn check(&self, method: &Method, params: &Map<String, Value>) -> Result<(), String> {
        self.check_fields(&method.fields, params, &method.name)
    }

    /// Form values as JSON, each as its parameter's type asks.
    pub fn read_form(&self, method: &Method, form: Vec<(String, String)>) -> Map<String, Value> {
        let to_json = |(name, value): (String, String)| {
            let field = method.fields.iter().find(|field| field.name == name);
            let is_number = value.parse::<i64>().is_ok();
            let json = match field {
                Some(field) if !field.kind.takes_text() => serde_json::from_str(&value).ok(),
                Some(field) if field.kind.takes_integer() && is_number => {
                    serde_json::from_str(&value).ok()
                }
                _ => None,
            };
            (name, json.unwrap_or(Value::String(value)))
        };
        form.into_iter().map(to_json).collect()
    }

    fn check_fields(
        &self,
        fields: &[Field],
        params: &Map<String, Value>,
        at: &str,
    ) -> Result<(), String> {
        for (name, value) in params {
            let Some(field) = fields.iter().find(|field| field.name == *name) else {
                return Err(format!("{at} has no field {name}"));
            };
            if !value.is_null() {
                self.check_value(&field.kind, value, &format!("{at}.{name}"))?;
            }
        }
        let is_missing =
            |field: &&Field| field.required && params.get(&field.name).is_none_or(Value::is_null);
        match fields.iter().find(is_missing) {
            Some(field) => Err(format!("{at} needs {}", field.name)),
            None => Ok(()),
        }
    }

    fn check_value(&self, kind: &Kind, value: &Value, at: &str) -> Result<(), String> {
        let fits = |fits: bool, what: &str| {
            if fits {
                Ok(())
            } else {
                Err(format!("{at} must be {what}, not {value}"))
            }
        };
        match kind {
            Kind::Integer => fits(value.is_i64() || value.is_u64(), "an Integer"),
            Kind::Float => fits(value.is_number(), "a Float"),
            Kind::Text => fits(value.is_string(), "a String"),
            Kind::Boolean => fits(value.is_boolean(), "a Boolean"),
            Kind::Literal(literal) => fits(value == literal.as_str(), literal),
            Kind::List(inner) => {
                let Some(list) = value.as_array() else {
                    return fits(false, "a list");
                };
                for (i, value) in list.iter().enumerate() {
                    self.check_value(inner, value, &format!("{at}[{i}]"))?;
                }
                Ok(())
            }
            Kind::OneOf(kinds) => {
                let mut errors = Vec::new();
                for kind in kinds {
                    match self.check_value(kind, value, at) {
                        Ok(()) => return Ok(()),
                        Err(error) => errors.push(error),
                    }
                }
                Err(errors.join(" / "))
            }
            Kind::Named(name) => match (value.as_object(), self.types.get(name)) {
                (Some(object), Some(fields)) => self.check_fields(fields, object, at),
                (None, Some(_)) => fits(false, name),
                (_, None) => Err(format!("{at}: the stand-in takes no {name}")),
            },
        }
    }
}
