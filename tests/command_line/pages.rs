//! Pages, for people and for programs.

use super::*;

#[test]
fn pages_are_for_people() {
    for (arguments, expected) in table! {
        "--as-of 2026-11-22 noc 31301" => "31301 Registered nurses | TEER 1 | Healthcare and social | code=31301 | Clinic nurse";
        "noc 31301 --lang fr --as-of 2026-11-22" => "31301 Infirmiers autorisés | FEER 1 | fr-CA&code=31301";
        "--as-of 2025-03-01 noc 63200" => "63200 Cooks | Trade occupations: 6 months";
        "--as-of 2025-03-01 categories" => "27 February 2025 | health – | (37 occupations) | agriculture – | french –";
        "--as-of 2026-11-22 --lang fr categories" => "18 février 2026 | health – | transport –";
        "--as-of 2026-11-22 category trade" => "Trade occupations | 12 months | • 63201 Butchers | official page";
        "--as-of 2026-11-22 rules" => "18 February 2026 | 8 December 2025 | added: 63201 Butchers | removed: 63200 Cooks";
        "--as-of 2026-11-22 rules 2025-03-01" => "27 February 2025 | No longer in force | Gone: Transport";
        "--as-of 2025-03-01 rules" => "27 February 2025 | In force today";
        "--as-of 2026-11-22 draws" => "health | 4 September 2026 | researcher | no round so far | cec | fsw";
        "--as-of 2025-03-01 --lang fr draws cec" => "5 février 2025 | 4 000 | 521";
        "--as-of 2026-11-22 crs 450" => "score of 450 | 25 below the latest | no forecast";
    } {
        let said = say(arguments, "").replace('\u{a0}', " ");
        assert_holds(arguments, &said, expected);
    }
}

fn json_of(arguments: &str) -> Value {
    let said = say(&format!("--json {arguments}"), "");
    assert_eq!(said.lines().count(), 1, "{arguments}");
    serde_json::from_str(&said).unwrap()
}

#[test]
fn pages_are_for_programs() {
    for (arguments, fields) in table! {
        "--as-of 2026-11-22 noc 31301" => json!({"noc": "31301", "teer": 1, "categories": ["health"]});
        "--as-of 2025-03-01 category education" => json!({
            "id": "education", "kind": "occupation", "months": 6, "continuous": true, "years_back": 3,
            "place": "anywhere", "nocs": ["41220", "41221", "42202", "42203", "43100"],
        });
        "--as-of 2026-11-22 category french" => json!({"kind": "language", "months": null, "nocs": []});
        "--as-of 2026-11-22 rules" => json!({"rules": "2026-02-18", "before": "2025-12-08"});
        "rules 2023-05-31" => json!({"rules": "2023-05-31", "before": null});
    } {
        let page = json_of(arguments);
        for (field, value) in fields.as_object().unwrap() {
            assert_eq!(&page[field], value, "{arguments}: {field}");
        }
    }
    let trade = r#"{"id":"trade","change":"changed","added":["63201"],"removed":["63200"]}"#;
    assert_holds("rules", &say("--json rules 2026-02-18", ""), trade);
}

#[test]
fn every_list_has_its_published_size() {
    for (day, expected) in table! {
        "2025-03-01" => "2025-02-27: health 37, stem 11, trade 25, education 5, agriculture 1, french 0";
        "2026-02-17" => "2025-12-08: health 37, stem 11, trade 25, education 5, agriculture 1, french 0, physician 3";
        "2026-02-18" => "2026-02-18: health 37, stem 11, trade 25, education 5, transport 4, physician 3, \
                         senior-manager 4, researcher 2, military 3, french 0";
    } {
        let page = json_of(&format!("--as-of {day} categories"));
        let size = |category: &Value| {
            let id = category["id"].as_str().unwrap_or("no id");
            format!("{id} {}", category["nocs"].as_array().map_or(0, Vec::len))
        };
        let sizes: Vec<String> = page["categories"]
            .as_array()
            .unwrap()
            .iter()
            .map(size)
            .collect();
        let rules = page["rules"].as_str().unwrap_or("no rules");
        assert_eq!(format!("{rules}: {}", sizes.join(", ")), expected, "{day}");
    }
}

#[test]
fn the_version_names_the_data_and_whose_it_is() {
    let said = say("--version --as-of 2026-11-28", "");
    let program = concat!("nocbot ", env!("CARGO_PKG_VERSION"), "\n");
    assert!(said.starts_with(program), "{said}");
    for expected in [
        "NOC 2021 Version 1.0 | Statistics Canada | Open Licence",
        "in force since 2026-02-18 | 2023-05-31 | 2025-02-27 | 2025-12-08 | 2026-02-18",
        "Rounds of invitations to 1 October 2026 | the pool of 16 August 2026",
    ] {
        assert_holds("--version", &said, expected);
    }
    let page = json_of("--version --as-of 2026-01-01");
    let expected = serde_json::json!({
        "nocbot": env!("CARGO_PKG_VERSION"),
        "noc": ["NOC 2021 Version 1.0"],
        "rules_in_force": "2025-12-08",
        "rules": ["2023-05-31", "2025-02-27", "2025-12-08", "2026-02-18"],
        "rounds_to": "2026-10-01",
        "pool_as_of": "2026-08-16",
    });
    assert_eq!(page, expected);
}

#[test]
fn the_changelog_tells_of_this_version() {
    let newest = include_str!("../../CHANGELOG.md")
        .lines()
        .find(|line| line.starts_with("## "));
    let newest = newest.unwrap_or_default();
    let version = concat!("## ", env!("CARGO_PKG_VERSION"), ", 20");
    assert!(newest.starts_with(version), "{newest}");
}
