use nocbot::{matching::*, noc::*};
fn main() {
    let t = std::time::Instant::now();
    let noc = Classification::open(&DataFiles::BuiltIn).unwrap();
    let t1 = t.elapsed();
    let matcher = Matcher::open(&DataFiles::BuiltIn, &noc).unwrap();
    eprintln!("noc {:?} matcher {:?}", t1, t.elapsed());
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args[0] == "train" {
        let t = std::time::Instant::now();
        let b = train::train(&matcher, &noc);
        std::fs::write("data/matching/model.bin", &b).unwrap();
        println!("{} bytes {:?}", b.len(), t.elapsed());
        return;
    }
    if args[0] == "match" {
        for line in std::io::stdin().lines() {
            let line = line.unwrap();
            let found = matcher.find(&line, None, 5);
            println!("{line} {:?} {:?}", found.lang, found.outcome);
            for c in found.candidates {
                println!(
                    "   {} {:.3} {}",
                    noc.group_at(c.group).code,
                    c.score,
                    c.matched
                );
            }
        }
        return;
    }
    let mut rows = Vec::new();
    for f in args.iter().filter(|a| !a.starts_with('-')) {
        rows.extend(evaluate::read_rows(&std::fs::read_to_string(f).unwrap()).unwrap());
    }
    if let Some(step) = args.iter().find_map(|a| a.strip_prefix("-titles=")) {
        rows.extend(evaluate::title_rows(&noc, step.parse().unwrap(), 7));
    }
    if args.iter().any(|a| a == "-fit") {
        let (w, l) = fit::fit(&matcher, &noc, &rows);
        println!("{l}\n{w:?}");
        return;
    }
    let report = evaluate::evaluate(&matcher, &noc, &rows, None);
    if args.iter().any(|a| a == "--misses") {
        print!("{}", report.misses_as_text());
    }
    if args.iter().any(|a| a == "-q") {
        let j = report.jobs();
        let s = report.sum(|_| true);
        let a = report.sum(|k| k == "ambiguous");
        let n = report.sum(|k| k == "none");
        let p = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        println!(
            "n {} top1 {:.1} top3 {:.1} top5 {:.1} | conf {:.1} wrong {:.1} | amb choose {:.1} | none {:.1} | p50 {:?} p99 {:?}",
            j.rows,
            p(j.top[0], j.rows),
            p(j.top[1], j.rows),
            p(j.top[2], j.rows),
            p(j.confident, j.rows),
            p(s.wrong_when_confident, s.confident),
            p(a.choose, a.rows),
            p(n.none, n.rows),
            report.latency(0.5),
            report.latency(0.99)
        );
    } else {
        print!("{report}");
    }
}
