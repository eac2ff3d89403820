use nocbot::{eligibility::*, front::lines::Assessor, noc::*};
fn main() {
    let noc = Classification::open(&DataFiles::BuiltIn).unwrap();
    let rules = Rules::open(&DataFiles::BuiltIn, &noc).unwrap();
    let ok = Assessor {
        noc: &noc,
        rules: &rules,
        today: "2026-11-22".parse().unwrap(),
    }
    .answer_lines(std::io::stdin().lock(), std::io::stdout().lock())
    .unwrap();
    std::process::exit(if ok { 0 } else { 1 });
}
