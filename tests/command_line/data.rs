//! The care of the data, and the measure of the matcher.

use super::*;

#[test]
fn data_is_checked_and_titles_are_written_out() {
    let said = say("data check", "");
    assert_holds("data check", &said, "516 unit groups | 4 rule sets");
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index.tsv");
    fs::write(
        &index,
        "code\ttitle\n00010\tAlderman/woman\n31301\tInfirmier/infirmière\n",
    )
    .unwrap();
    let titles = |index| {
        nocbot()
            .args(["data", "titles"])
            .arg(index)
            .output()
            .unwrap()
    };
    let written = "code\ttitle\n00010\tAlderman\tAlderwoman\n31301\tInfirmier\tInfirmière\n";
    assert_eq!(stdout(&titles(&index)), written);
    fs::write(&index, "code\ttitle\n31301 Nurse\n").unwrap();
    let output = titles(&index);
    let expected = format!(
        "nocbot: {}:2: expected a five-digit code, a tab and a title\n",
        index.display()
    );
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), expected));
}

#[test]
fn the_matcher_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    let rows = folder.path().join("rows.tsv");
    let evaluate = || {
        nocbot()
            .args(["evaluate", "--misses"])
            .arg(&rows)
            .output()
            .unwrap()
    };
    fs::write(
        &rows,
        "text\tcodes\tkind\nregstered nurs\t31301\ttypo\nasdfgh\tnone\tnoise\n",
    )
    .unwrap();
    let output = evaluate();
    assert_holds(
        "evaluate",
        &stdout(&output),
        "typo | noise | all jobs | top-1 | 100.0",
    );
    assert!(!stdout(&output).contains("wanted"), "no row is missed");
    assert_eq!(
        (output.status.code(), stderr(&output).as_str()),
        (Some(0), "")
    );
    fs::write(&rows, "text\tcodes\tkind\nregstered nurs\n").unwrap();
    let output = evaluate();
    assert!(stderr(&output).starts_with(&format!("nocbot: {}:2: expected", rows.display())));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn another_matchers_answers_are_measured() {
    let folder = tempfile::tempdir().unwrap();
    let (rows, answers) = (
        folder.path().join("rows.tsv"),
        folder.path().join("answers.tsv"),
    );
    fs::write(
        &rows,
        "text\tcodes\tkind\nregstered nurs\t31301\ttypo\nasdfgh\tnone\tnoise\n",
    )
    .unwrap();
    let evaluate = |said: &str| {
        fs::write(&answers, format!("text\tcodes\toutcome\n{said}")).unwrap();
        let mut command = nocbot();
        let command = command.arg("evaluate").arg(&rows);
        command.arg("--answers").arg(&answers).output().unwrap()
    };
    let output = evaluate("regstered nurs\t32101|31301\tchoose\nasdfgh\tnone\tnone\n");
    assert_holds(
        "evaluate --answers",
        &stdout(&output),
        "top-1: 0 of 1 (0.0 %, 95 % interval 0.0 to 79.3) | top-5: 1 of 1 | none where none is right: 1 of 1",
    );
    assert_eq!(output.status.code(), Some(0));
    let output = evaluate("regstered nurs\t31301\tconfident\n");
    assert_holds(
        "evaluate --answers",
        &stderr(&output),
        "found none for \"asdfgh\"",
    );
    let output = evaluate("regstered nurs\t31301\tsure\n");
    let at = format!("nocbot: {}:2: expected", answers.display());
    assert_holds("evaluate --answers", &stderr(&output), &at);
    assert_eq!(output.status.code(), Some(1));
}
