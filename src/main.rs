use nocbot::{matching::*, noc::*};
use std::io::BufRead;
fn main() {
    let t = std::time::Instant::now();
    let noc = Classification::open(&DataFiles::BuiltIn).unwrap();
    let t1 = t.elapsed();
    let matcher = Matcher::open(&DataFiles::BuiltIn, &noc).unwrap();
    eprintln!("noc {:?} matcher {:?}", t1, t.elapsed());
    let f = std::env::args().nth(1).unwrap();
    let verbose = std::env::args().nth(2).is_some();
    let (mut n, mut t1, mut t5) = (0, 0, 0);
    let t = std::time::Instant::now();
    for line in std::io::BufReader::new(std::fs::File::open(f).unwrap())
        .lines()
        .skip(1)
    {
        let line = line.unwrap();
        let p: Vec<&str> = line.split('\t').collect();
        let found = matcher.find(p[0], None, 5);
        if p[1] == "none" {
            if found.outcome != Outcome::None && verbose {
                println!("NONE {} -> {:?}", p[0], found.candidates.first());
            }
            continue;
        }
        n += 1;
        let codes: Vec<&str> = p[1].split('|').collect();
        let got: Vec<String> = found
            .candidates
            .iter()
            .map(|c| noc.group_at(c.group).code.to_string())
            .collect();
        let rank = got.iter().position(|g| codes.contains(&g.as_str()));
        if rank == Some(0) {
            t1 += 1
        } else if verbose {
            println!(
                "{:?} [{}] {} want {} got {:?}",
                rank,
                p[2],
                p[0],
                p[1],
                found
                    .candidates
                    .iter()
                    .map(|c| (noc.group_at(c.group).code, c.matched, c.score))
                    .collect::<Vec<_>>()
            );
        }
        if rank.is_some() {
            t5 += 1
        }
    }
    println!(
        "{n} top1 {:.1} top5 {:.1} {:?}/text",
        100.0 * t1 as f64 / n as f64,
        100.0 * t5 as f64 / n as f64,
        t.elapsed() / n
    );
}
