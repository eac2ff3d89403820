//! What people type, and every screen they see, as snapshots.

use nocbot::dialogue::State;
use nocbot::front::terminal::Conversation;
use nocbot::noc::Lang;

use super::{WIDTH, dialogue};

/// What is on the screen after `lines` were typed.
fn screen(lang: Lang, lines: &[&str]) -> String {
    let mut conversation = Conversation::new(dialogue(), State::new(lang), WIDTH);
    let mut screen = conversation.open();
    for line in lines {
        screen.push_str(&format!("\n> {line}\n"));
        screen.push_str(&conversation.answer(line));
    }
    anstream::adapter::strip_str(&screen).to_string()
}

macro_rules! conversations {
    ($($name:ident: $lang:expr, $lines:expr;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(screen($lang, &$lines));
            }
        )*
    };
}

conversations! {
    two_jobs_of_one_occupation_at_once: Lang::EN, [
        "registered nurse at St Mary's 20 hours since january 2024 in Toronto", "right", "also at the Mater hospital 10 hours since September 2025", "right",
    ];
    two_jobs_of_one_occupation_at_once_in_french: Lang::FR, [
        "infirmière autorisée à Moncton 20 h depuis janvier 2024", "exact", "aussi à l'hôpital Dumont 10 h depuis septembre 2025", "exact",
    ];
    a_second_job_whose_occupation_is_not_told: Lang::EN, [
        "cook at Hilton 25 hours since 2024 in Calgary", "right", "second job at Marriott, 12 hours a week since june 2025", "waiter",
    ];
    hours_beside_told_where_hours_are_asked: Lang::EN, [
        "registered nurse in Ottawa since 2023", "right", "20 hours at the General and also 10 hours at the Montfort since september 2025",
    ];
    hours_in_three_steps: Lang::EN, ["welder in Regina since January 2024", "right", "12 hours in 2024, then 20 in 2025, now 45 since January 2026"];
    hours_in_three_steps_in_french: Lang::FR, [
        "soudeur à Winnipeg, 12 heures en 2024, puis 20 en 2025, maintenant 45 depuis janvier 2026", "exact",
    ];
    hours_by_years_with_a_year_between: Lang::EN, ["welder in Regina since 2022", "right", "40 hours in 2022, 20 in 2024 and 36 in 2025"];
    hours_of_a_year_and_no_start: Lang::EN, ["welder in Regina, 25 hours in 2024", "right"];
    hours_and_another_job: Lang::EN, ["welder in Regina since 2024", "right", "40, but I am also a cook"];
    hours_and_another_job_in_french: Lang::FR, ["soudeur à Regina depuis 2024", "exact", "40, mais je suis aussi cuisinier"];
    a_restaurant_owner_who_cooks: Lang::EN, ["I own a restaurant and cook"];
    a_restaurant_owner: Lang::EN, ["I own a restaurant in Lagos since 2020"];
    a_restaurant_owner_who_cooks_in_french: Lang::FR, ["j'ai mon propre restaurant et je cuisine"];
    where_somebody_comes_from_is_not_where_they_worked: Lang::EN, ["registered nurse from India since march 2024, 40 hours", "right"];
    where_somebody_comes_from_is_not_where_they_worked_in_french: Lang::FR, ["assistante de recherche de l'Inde depuis mars 2024, 40 h", "1"];
    hours_and_work_of_before: Lang::EN, ["welder in Regina since 2024", "right", "40 and I was a cook"];
    hours_and_work_of_before_in_french: Lang::FR, ["soudeur à Regina depuis 2024", "exact", "40 et j'étais cuisinier"];
    a_place_and_another_job_after_a_result: Lang::EN, ["registered nurse since january 2025, 40 hours", "right", "Regina, and I am also a cook"];
    a_place_that_can_only_be_of_the_other_job: Lang::EN, ["registered nurse in Manila since january 2025, 40 hours", "right", "Regina, and I am also a cook"];
    a_place_and_another_job_where_the_place_is_asked: Lang::EN, ["research assistant since january 2025, 40 hours", "1", "Regina, and I am also a cook"];
    a_change_of_rank: Lang::EN, ["cook at Hilton in Regina since january 2023, 40 hours", "right", "now I am sous chef since March 2025", "1", "no"];
    a_change_of_rank_in_french: Lang::FR, ["cuisinier à Regina depuis janvier 2023, 40 h", "exact", "maintenant je suis sous-chef depuis mars 2025", "1", "non"];
    a_change_of_work: Lang::EN, ["plumber in Regina since january 2023, 40 hours", "right", "now I am a cook since March 2025", "right"];
    a_start_meant_otherwise: Lang::EN, ["cook in Regina since january 2024, 25 hours", "right", "oops I meant march 2023"];
    a_start_meant_otherwise_in_french: Lang::FR, ["cuisinier à Regina depuis janvier 2024, 25 heures", "exact", "désolé, c'était mars 2023"];
    a_date_meant_otherwise_of_work_that_ended: Lang::EN, ["cook in Regina from january 2022 to march 2024, 25 hours", "right", "oops I meant march 2023"];
    hours_that_changed_in_a_month_of_an_open_year: Lang::EN, ["welder in Regina since september 2024, 20 hours", "right", "also since september my hours are 40", "2"];
    hours_that_changed_in_a_month_of_an_open_year_in_french: Lang::FR, ["soudeur à Regina depuis octobre 2025, 40 h", "exact", "aussi depuis septembre mes heures sont de 20"];
    a_year_behind_a_place: Lang::EN, ["cook, Regina, 2022"];
    a_year_behind_a_place_in_french: Lang::FR, ["soudeur (Dubaï, 2022)"];
    hours_of_two_jobs_in_two_places: Lang::EN, ["Cook, Regina, Jan 2021 - Dec 2023; welder, Calgary, Jan 2024 - present, 40 hours a week", "right"];
    hours_of_two_jobs_in_two_places_in_french: Lang::FR, ["Cuisinier, Regina, janv 2021 - déc 2023 ; soudeur, Calgary, janv 2024 - présent, 40 h par semaine", "exact"];
    a_list_of_jobs_without_a_heading: Lang::EN, [
        "Maria Santos\nRegistered Nurse\nSt. Luke's Medical Center, Manila\nJune 2019 - August 2023\n48 hours/week\n\nWelder\nABC Steel, Toronto, ON\nOctober 2023 - present\n40 hours per week", "right",
    ];
    a_list_of_jobs_without_a_heading_in_french: Lang::FR, [
        "Soudeur\nAcier Atlas, Casablanca\njuin 2019 - août 2023\n\nCuisinier\nHilton, Toronto\noctobre 2023 - aujourd'hui\n40 h par semaine", "exact",
    ];
    somebody_else_asked_about_after_a_result: Lang::EN, [
        "my husband is an electrician, I am a high school teacher in Lagos since 2020 full time", "right", "and what about him? industrial electrician since 2019 in Lagos 45 hours",
    ];
    a_town_in_the_name_of_an_employer: Lang::EN, ["LPN at Sunrise Care in Halifax, 22 hrs a week since april 2024"];
    work_gone_back_to_after_a_gap: Lang::EN, ["I was a teacher aide 2019-2022, then maternity, went back in sept 2024 same job, 28 hrs, Surrey BC", "right", "still there"];
    work_that_goes_on_told_where_the_job_is_asked: Lang::EN, ["butcher, Toronto", "started in 2022", "still there"];
    a_month_of_the_year_told: Lang::EN, ["welder dubai 2021 to 2024 40h", "right", "no wait it was until june 2023 and 48 hours", "january 2021"];
    a_verb_for_a_job: Lang::EN, ["I teach in Manila since 2020", "2"];
    a_verb_for_a_job_in_french: Lang::FR, ["je traduis"];
    a_student_of_a_field: Lang::EN, ["mechanical engineering student"];
    the_cold_for_a_job: Lang::FR, ["il fait froid à Paris"];
    a_bakery_and_what_is_done_in_it_in_french: Lang::FR, ["j'ai une boulangerie à Québec depuis 2022, 50h, je fais le pain"];
    a_company_car: Lang::EN, ["I have a company car and I am a plumber in Leeds since march 2023, 42 hours"];
    two_jobs_of_which_one_is_done_at_night: Lang::EN, ["I work two jobs: PSW at a nursing home 24 hours and cleaner at night 20 hours, both since jan 2025 in Winnipeg", "right"];
    why_before_any_result: Lang::EN, ["why", "cook", "why?", "right", "why do you ask?"];
    why_before_any_result_in_french: Lang::FR, ["pourquoi", "soudeur", "exact", "pourquoi cette question ?"];
    a_position_that_one_has_in_french: Lang::FR, ["étudiante au doctorat, j'ai un assistanat de recherche payé depuis septembre 2024"];
    hours_that_changed_told_without_the_word: Lang::EN, ["welder in Regina since jan 2023", "right", "40 hours until June 2024, then 20"];
    hours_that_changed_told_without_the_word_in_french: Lang::FR, ["soudeur à Regina depuis janvier 2023, 40 heures jusqu'en juin 2024, puis 20", "exact"];
    hours_with_a_question: Lang::EN, ["welder in Regina since jan 2023", "right", "39 hrs does that count"];
    hours_with_a_question_in_french: Lang::FR, ["soudeur à Regina depuis janvier 2023", "exact", "39 h est-ce que ça compte"];
    a_start_corrected_where_more_work_is_asked: Lang::EN, ["cook in Calgary since march 2024, 20 hours", "right", "sorry, it was since may 2023"];
    a_start_corrected_where_more_work_is_asked_in_french: Lang::FR, ["cuisinier à Calgary depuis mars 2024, 20 heures", "exact", "pardon, depuis mai 2023"];
    a_promotion_at_the_same_hours: Lang::EN, ["cook in Calgary since jan 2023, promoted to sous chef in june 2025, 40 hours", "right", "1", "no"];
    a_student_with_an_assistantship: Lang::EN, ["PhD student with a paid research assistantship at University of Toronto since september 2024, 20 hours a week", "right", "no"];
    a_student_with_an_assistantship_in_french: Lang::FR, ["doctorante à Ottawa, auxiliaire de recherche rémunérée depuis septembre 2024, 20 h par semaine", "exact", "non"];
    two_places_of_one_job_whose_start_is_known: Lang::EN, [
        "plumber 40 hours since march 2022", "right", "dubai until nov 2024 then canada since jan 2025", "why?",
    ];
    two_places_of_one_job_whose_start_is_known_in_french: Lang::FR, [
        "plombier 40 h depuis mars 2022", "exact", "Dubaï jusqu'en nov 2024 puis Canada depuis janvier 2025", "pourquoi ?",
    ];
    full_time_until_it_changed: Lang::EN, ["welder in Regina since 2022", "right", "full time until june 2024 then 20", "why?"];
    full_time_until_it_changed_in_french: Lang::FR, ["soudeur à Regina depuis 2022", "exact", "temps plein jusqu'en juin 2024 puis 20", "pourquoi ?"];
    everything_in_one_message: Lang::EN, ["Registered nurse in Toronto since March 2023, 37.5 hours a week", "1", "Why?", "2", "3"];
    one_answer_at_a_time: Lang::EN, ["nurse", "2", "march 2023", "still there", "full time", "in manila"];
    part_of_it_in_each_message: Lang::EN, ["im a welder", "yes", "in dubai since 2021", "48 hrs", "no"];
    codes_of_this_and_earlier_versions: Lang::EN, [
        "NOC 3012", "/back", "my noc code was 2174", "CNP 9999", "NOC: 72106", "/noc 3012", "/noc 2173",
    ];
    codes_of_an_earlier_version_in_french: Lang::FR, ["CNP 3012", "2174", "9999"];
    no_job_in_the_text: Lang::EN, ["asdfgh", "what is CRS score", "qwertz", "uiop", "pharmacist"];
    not_yet_with_the_day_it_will_be: Lang::EN, ["residential electrician in Canada, started 4 months ago, 40 h, still working", "yes", "no", "what next"];
    lapsed_since_the_work_is_too_old: Lang::EN, ["welder in Alberta from 2021-01-04 to 2023-12-29, 40 hours", "right", "no"];
    part_time_that_never_adds_up: Lang::EN, ["pharmacy assistant in canada, since 2 years, 8 hours a week", "right", "no"];
    two_occupations_that_do_not_add_up: Lang::EN, [
        "residential electrician in canada 2025-01-06 to 2025-08-08 full time", "right",
        "plumber in canada from 2025-09-01 to 2026-02-27, 40 hours", "right", "no", "why?",
    ];
    two_jobs_that_overlap: Lang::EN, [
        "pharmacy assistant in canada since 13 months, 18 hours a week, and another pharmacy assistant job since 13 months, 16 hours", "right", "right", "no",
    ];
    two_jobs_in_one_message: Lang::EN, ["7 months as electrician then 6 months as plumber in ontario, full time", "1", "1", "aug 2025", "1", "no"];
    in_french: Lang::FR, ["éducatrice en garderie à Dakar depuis 2 ans, 10 heures par semaine", "oui", "non", "NCLC 7 partout"];
    the_wife_of_a_nurse: Lang::FR, ["je suis caissière, mon mari est soudeur", "oui", "non"];
    a_second_job_of_the_same_occupation: Lang::EN, [
        "carpenter in Calgary from sept 2023 to may 2025, 40h", "right", "another carpenter job in Toronto from june 2025 to now 40h", "right",
    ];
    an_earlier_job_of_the_same_occupation: Lang::EN, [
        "roofer in Manila since 2020 40h", "right", "I was a roofer in Canada from 2018 to 2019 too", "right",
    ];
    an_earlier_job_in_french: Lang::FR, [
        "charpentier à Calgary de septembre 2023 à mai 2025, 40 heures", "oui", "avant j’étais charpentier en Irlande de 2019 à 2022", "oui",
    ];
    a_look_alike_meant: Lang::EN, [
        "carpenter in Calgary from sept 2023 to may 2025, 40h", "right", "no cabinet maker not carpenter", "right",
        "no the 6 months as carpenter are sept 2023 to feb 2024",
    ];
    a_look_alike_meant_in_french: Lang::FR, ["charpentier à Calgary de septembre 2023 à mai 2025, 40 heures", "oui", "non, ébéniste et pas charpentier"];
    an_end_known_to_the_year: Lang::EN, ["welder from 2021 to 2024 in Manila 40h", "right", "no", "no"];
    an_end_known_to_the_year_in_french: Lang::FR, ["soudeur à Manille de 2021 à 2024, 40 heures", "oui", "en 2024", "non"];
    a_choice_in_other_words: Lang::EN, ["caregiver in hongkong 5 yrs", "home of employer po i live in", "right"];
    a_choice_by_its_number: Lang::EN, ["electrician in Calgary since 2022", "option 2"];
    a_choice_in_other_words_in_french: Lang::FR, ["électricien à Montréal depuis 2022", "surtout des maisons"];
    a_choice_that_nobody_can_make: Lang::EN, ["caregiver in hongkong 5 yrs", "blorp", "blarp", "blirp"];
    the_job_of_another: Lang::EN, ["teacher in Cairo since 2019", "no not me, my husband. heavy equipment mechanic"];
    the_job_of_another_in_french: Lang::FR, ["enseignante à Dakar depuis 2022", "non pas moi, mon mari, il est soudeur"];
    a_soldier_without_an_offer: Lang::EN, ["40042", "right", "yes", "12", "no", "no"];
    a_new_job_told_at_a_card: Lang::EN, [
        "welder in Dubai from 12 May 2022 to 30 September 2025, 48 hours", "my new job is pipe work supervision, since october 2025",
    ];
    rules_asked_for_again: Lang::EN, [
        "welder in Manila since 2020 40h", "right", "/rules 2025-02-27", "1", "Judge my case by the rules of 18 February 2026",
    ];
    an_old_code_known_already: Lang::EN, ["73300", "right", "no", "NOC 7511"];
    told_to_be_wrong: Lang::EN, ["welder in Manila from jan 2026 40h", "right", "no this is wrong", "1"];
    weeks_away_in_a_year: Lang::EN, ["registered nurse in Lagos from 2019 to now full time", "right", "I also did 3 months unpaid leave in 2024"];
    why_not: Lang::FR, ["cuisinier à Dakar depuis 2022, 40 heures", "oui", "non", "pourquoi pas ? mon cousin a été invité"];
    jobs_with_their_own_hours: Lang::FR, ["Aide-soignante 15h et caissière 20h depuis janvier 2024 à Lille", "oui"];
    since_when_in_canada: Lang::FR, ["je suis au Canada depuis 2023 et je travaille comme préposée aux bénéficiaires depuis août 2026 à temps plein", "oui"];
    from_afar_for_an_employer_in_canada: Lang::FR, ["médecin généraliste depuis 2020, temps plein", "oui", "à distance pour Montréal depuis Dakar"];
    a_job_denied: Lang::FR, [
        "cuisinier à Lyon depuis 2019", "je suis pas cuisinier mais serveur", "oui", "non", "en fait non je suis boulanger depuis 2022 seulement",
    ];
    a_year_told_before_its_months: Lang::FR, [
        "Je suis pharmacienne à Tunis depuis janvier 2023, congé maternité de mars à août 2024 et j'ai eu un trou de 3 mois en 2025", "oui", "40h",
        "mais non c'etait chômage pas congé, de février à avril",
    ];
    a_level_of_french_alone: Lang::FR, ["j'ai B2 partout au TCF", "SCG 410", "co 480 ce 470 eo 13 ee 12", "CNP 31301, 72310 et 63200"];
    a_soldier_in_french: Lang::FR, ["je suis militaire, adjudant dans l'armée française depuis 14 ans", "2", "3", "non"];
    a_soldier_with_a_rank: Lang::FR, ["40042", "oui", "3", "oui je suis capitaine au Maroc depuis 2009"];
    an_ambiguous_date: Lang::EN, ["dentist", "yes", "03/04/2024", "2", "02/2026", "full time", "india"];
    a_town_in_two_countries: Lang::EN, ["pharmacist in london since january 2025, 40 hours a week", "right", "1"];
    a_place_typed_for_hours: Lang::FR, ["soudeur au Canada depuis mars 2024", "oui", "2", "oui", "40"];
    hours_of_a_day_or_a_week: Lang::EN, ["cook in Canada since 2023, 8 hours", "1", "1"];
    an_answer_changed: Lang::EN, ["dentist in india since 2024-03-04, 20 hours a week", "right", "no", "actually 40 hours", "NCLC 8 in all four", "/edit", "1", "3", "15"];
    corrected_at_the_card: Lang::EN, ["truck driver in canada since may 2025 full time", "no, i am a truck mechanic", "no, until august 2026", "right", "no"];
    by_the_rules_of_2025: Lang::EN, ["cook in canada 2025-12-01 to 2026-06-30, 40 hours", "right", "no", "/rules 2025-02-27", "1", "/rules today", "1"];
    not_on_a_list: Lang::EN, ["63200", "right", "no", "other categories"];
    a_soldier: Lang::EN, ["40042", "right", "yes", "12", "no"];
    a_soldier_who_says_it_all: Lang::EN, ["officer in the ukrainian army", "right", "yes still serving, 12 years, i have a CAF offer and a 3 year diploma"];
    bad_answers_lose_nothing: Lang::EN, [
        "", "🙏", "99999", "dentist", "yes", "one fine day", "31/02/2024", "2027-01-01", "2024-05-01", "2024-01-01", "blah", "still there",
        "0", "-5", "200", "forty", "the moon", "abroad", "/back", "/nonsense",
    ];
    commands: Lang::EN, [
        "/help", "/noc 31301", "/noc 99999", "/categories", "/category transport", "/category stem", "/category fishing", "/privacy",
        "/language fr", "/rules 2020-01-01", "/language en", "/cancel",
    ];
    rounds_and_scores: Lang::EN, [
        "/draws", "/draws stem", "/draws santé et services sociaux", "/draws agriculture", "/draws nosuch", "/category santé", "/crs 450", "/crs 5000",
        "dentist in india since 2024-03-04, 40 hours", "right", "/crs 480",
    ];
    after_the_result: Lang::EN, [
        "31301 in canada since 2024-03-04, 40 h", "right", "thank you", "timeline", "my score", "lots", "1201", "480", "my CRS is 478", "/draws cec",
        "and I was a cook in 2022", "right",
    ];
    reminders_come_elsewhere: Lang::EN, ["/remind", "/remind health", "residential electrician in canada since 4 months, 40 hours", "right", "no", "/remind", "/language fr", "/remind"];
    stray_words: Lang::EN, ["hi", "my CRS is 478", "does my job qualify?", "is this free?", "are you human", "i am a bus driver", "right", "no", "thank you", "this is stupid", "99999", "plumber"];
    unpaid_work_alone: Lang::EN, ["volunteer residential electrician in india since 2024-03-04, 40 hours", "right", "no", "why?"];
    self_employed_in_canada: Lang::EN, ["i have my own plumbing business in calgary since 2022, 50 hours a week", "1", "right"];
    a_student_job: Lang::EN, ["nurse aide in toronto while studying full time, since september 2024, 30 hours", "right", "why?"];
    on_leave: Lang::EN, ["registered nurse in canada since january 2024 full time, on maternity leave since june 2024", "right", "june 2024 to june 2025"];
    leave_in_french: Lang::FR, ["infirmière à Lyon depuis mars 2023, temps plein, congé maternité", "oui", "de juin 2024 à janvier 2025"];
    another_language: Lang::EN, ["hola, soy enfermera", "enfermera", "1"];
    french_in_an_english_chat: Lang::EN, ["bonjour je suis soudeur à Dakar depuis 2022", "/language fr"];
    a_pasted_letter: Lang::EN, [
        "To whom it may concern. This is to certify that Mr. Ravi Kumar was employed as Welder (6G) with our company from 12 March 2021 to 30 November 2025, 48 hours per week. His duties included welding pipes, reading drawings and inspecting joints. He worked under the supervision of the Project Engineer. We wish him well. Signed, Fatima Noor, HR Manager, Al Futtaim, Dubai",
        "1", "no",
    ];
    a_job_told_by_its_duties: Lang::EN, [
        "every day i open the kitchen at six, check the fridges, cut the vegetables and prepare the soups and sauces, grill meat and fish for lunch, plate the dishes and clean my station before the evening team comes in",
    ];
    they_do_not_know: Lang::EN, ["nurse aide", "right", "i don't know", "idk", "dunno", "no"];
    an_occupation_taken_out: Lang::EN, ["63200", "right", "dentist", "right", "/edit", "1", "7"];
    nothing_more_to_add: Lang::FR, ["63200", "oui", "non, c'est tout"];
    back_and_around: Lang::EN, ["dentist", "yes", "2024-03-04", "/back", "2024-03-05", "still there", "/back", "/back", "2024-03-06", "start over"];
    what_is_asked_changes_nothing: Lang::EN, [
        "welder in Dubai from March 2021 to now, 40 hours a week", "right", "do I need to work 1 year in canada?", "and if i go to 40 hours from december?",
        "can i hire a worker and still count as employed?", "my boss started in 2010 and he says I qualify", "my wife has CLB 9 french",
        "what if I stop working in january", "what is FST", "until when is this valid?", "what about my wife, she is a dentist", "what score do I need",
    ];
    what_is_asked_changes_nothing_in_french: Lang::FR, [
        "soudeur à Dubaï depuis mars 2021, 40 heures par semaine", "oui", "il faut travailler 1 an au Canada ?", "et si je passe à 20 heures en décembre ?",
        "ma femme a NCLC 9 en français", "mon patron a commencé en 2010 et il dit que je suis admissible", "et si j'arrête de travailler en janvier ?",
        "c'est quoi le PTQF", "jusqu'à quand je suis admissible ?", "puis-je postuler avec mon mari et mes enfants ?", "combien d'argent il faut à la banque",
    ];
    a_yes_before_a_question: Lang::EN, ["my crs is 470, would i have got in", "dentist in Cairo since 2015 full time", "yes. do I need my canadian licence first?"];
    once_listed: Lang::EN, ["cook in India for 6 years full time", "yes", "no", "but there is draw for cooks? on youtube they say trade category include cook"];
    a_pasted_list_of_jobs: Lang::EN, [
        "CURRICULUM VITAE; MARIA LOURDES D. SANTOS; Blk 4 Lot 12 Camella Homes, Bacoor, Cavite, Philippines; Mobile +63 917 555 0134; Email mlsantos88@example.com; Date of birth: 14 March 1988; Civil status: married; OBJECTIVE: To work as an accountant in a reputable company in Canada where I can grow; EDUCATION; BS Nursing, Far Eastern University, 2005-2009; Senior high school teacher certificate units 2010; WORK EXPERIENCE; Medical Technologist, St. Luke's Medical Center, Quezon City; June 2021 - present; 48 hours a week, six days; - Performs hematology and clinical chemistry tests; - Supervises two laboratory assistants; - Reports to the Chief Pathologist; Laboratory Technician, Makati Diagnostics; March 2017 - May 2021; - Phlebotomy and specimen handling; - Prepared reagents; Pharmacy Assistant, Mercury Drug, Cavite; July 2010 - February 2017; - Dispensed medicines under the pharmacist; - Cashiering and stock inventory; TRAININGS; Basic life support 2022; Biosafety seminar June 2023 to August 2023; LICENSES; PRC Registered Medical Technologist since 2016; SKILLS; Microsoft Office, phlebotomy, driving; LANGUAGES; English IELTS 7.5, Filipino; REFERENCES; Dr. Jose Reyes, pathologist, St. Luke's; Engr. Ana Cruz, HR Manager, Makati Diagnostics; I hereby certify that the above is true; Maria Lourdes D. Santos",
        "right",
    ];
    since_a_year_till_another: Lang::EN, ["registered nurse since 2015 in Kerala till 2022, full time", "yes", "no"];
    a_student_in_term_and_in_summer: Lang::EN, [
        "I'm an international student at Seneca in Toronto and I work part time as a psw in a long term care home 20 hrs a week during term and full time in the summer since may 2024",
        "yes", "but in the summer its 40 hrs and i am full time student, does it count??",
    ];
    a_student_in_french: Lang::FR, [
        "préposée aux bénéficiaires à Montréal depuis mai 2024, je suis étudiante à temps plein, 20 heures pendant la session et 40 l'été", "oui",
    ];
    shifts_that_change_by_the_week: Lang::EN, [
        "Registered Nurse at Lagos University Teaching Hospital from 2019 till date", "yes", "I do three 12 hour shifts one week and four the next week", "whats the minimum hours a week",
    ];
    at_a_day_care: Lang::EN, [
        "so basically what I do is I look after the little kids at a day care, I've been there for about 3 yrs now", "day care teacher", "yes",
    ];
    again_after_a_gap: Lang::EN, [
        "Dental hygienist in Halifax from Jan 2022 to May 2023, then again from September 2025 to now, 37.5 hours", "right", "right",
    ];
    back_from_leave_next_year: Lang::EN, [
        "on maternity leave now since march 2026, i am a social worker in Leeds since 2021, 37 hours", "i go back in january 2027", "1", "right",
    ];
    every_summer: Lang::EN, ["Seasonal roofer in Calgary every april to october since 2021, 45 hours", "right"];
    contracts_by_turns: Lang::EN, ["cook on cruise ship (registered Bahamas) 2019 - 2025 contracts of 8 months with 2 months break, 70 hours", "yes", "no"];
    spoken_years_and_before_covid: Lang::EN, ["welder in Dubai", "right", "long time ago, before covid", "from the first of march twenty twenty two", "still there", "it depends, at least 30"];
    a_question_in_between: Lang::FR, ["soudeur", "c'est quoi la TEER ?", "oui", "combien de temps prend la RP ?", "mars 2024"];
    hours_that_changed: Lang::EN, [
        "Dental hygienist in Halifax from Jan 2022. Mat leave June 2023 to June 2024, then went back, then laid off in Feb 2025, started again at another clinic in September 2025",
        "yes but after mat leave i was only 3 days a week, 8 hours a day", "no, before it was full time 37.5, only from july 2024 it was 24",
        "no!! jan 2022 to may 2023 37.5 hours, then july 2024 to feb 2025 24 hours", "yes thats right for the first part", "still there", "37.5",
    ];
    hours_that_changed_in_french: Lang::FR, [
        "soudeur à Dakar depuis 2020, 40h", "non, avant juillet 2024 c'était 40h et depuis c'est 20h", "oui", "depuis janvier 2026 c'est 35 heures",
    ];
    hours_in_term_after_the_card: Lang::EN, [
        "PSW in a nursing home in Toronto since may 2024, 20 hours, student job", "yes", "in term its only 20 hours a week, 40 only may to august",
    ];
    the_job_that_words_mean: Lang::EN, [
        "from feb 2023 to aug 2024 electrical engineer at Siemens pune, and since september 2024 high school physics teacher in Doha", "yes",
        "yes thats right 35 hours a week, and at siemens it was 45", "no no 50 was for siemens, school is 36",
    ];
    the_job_that_words_mean_in_french: Lang::FR, [
        "cuisinier à Dubaï de 2019 à 2021 et infirmière à Lyon depuis 2022, 35h", "oui", "1", "le poste à Dubaï c'était 50 heures",
    ];
    promoted_at_the_same_place: Lang::EN, [
        "welder at Acme in Dubai since 2020, 40h", "yes", "i was promoted to foreman in march 2024", "1", "no",
    ];
    promoted_in_one_message: Lang::FR, ["soudeur à Lyon depuis 2020, promu chef d'équipe en mars 2024, 35 heures", "oui", "oui"];
    a_part_that_was_another_job: Lang::EN, [
        "cabinet maker in Calgary from sept 2023 to may 2025, 40h", "right", "no the 6 months as carpenter are sept 2023 to feb 2024", "right", "no",
    ];
    a_part_told_at_change: Lang::EN, [
        "im a cabinet maker in Calgary from sept 2023 to may 2025, 40h", "Change", "no the 6 months as carpenter are sept 2023 to feb 2024", "yes", "yes",
    ];
    several_spells_of_one_job: Lang::EN, [
        "welder in Dubai 2019 to 2021, welder in Qatar 2021 to 2023, welder in Calgary since march 2024, 40 hours", "right",
    ];
    two_jobs_in_two_places: Lang::EN, ["cook in Dubai and waiter in Toronto since 2023, 35 hours", "yes", "yes", "no"];
    two_jobs_in_two_places_in_french: Lang::FR, ["cuisinier au Caire et serveur à Toronto depuis 2023, 35 heures", "oui", "oui", "non"];
    asking_for_a_wife: Lang::EN, [
        "My wife wants to know if she can go. She is a nurse in Lagos, 6 years. I am an accountant.", "1", "40 hours, still working",
        "she had a baby in 2024, 10 weeks leave", "and me i am a taxi driver, does it help?",
    ];
    a_wife_alone_in_french: Lang::FR, ["ma femme est infirmière à Beyrouth", "elle est infirmière diplômée d'état", "oui"];
    not_mine_but_my_wifes: Lang::EN, ["I am an accountant in Lagos", "no its for my wife, the nurse"];
    a_group_of_friends: Lang::FR, [
        "Salut c'est pour Karim il est carreleur, Fatou elle est sage-femme et moi je suis comptable", "1", "il est carreleur à Oran depuis 4 ans",
        "et Fatou est sage-femme à Bamako depuis 2020 à temps plein", "non",
    ];
    four_friends: Lang::EN, ["we are four friends: an electrician, a hairdresser, a teacher and me a cook", "yes"];
    another_client: Lang::FR, [
        "pour un client: CNP 62020, Tunisie, 2022-05 à ce jour, 38 h", "oui", "non", "CNP 41220 maintenant, autre client, enseignante au lycée à Casablanca depuis 2019",
    ];
    no_hope_is_no_correction: Lang::EN, [
        "caregiver in Hong Kong for an old lady since 2021", "2", "yes", "no", "but i help her with medicine, im nurse in philippines before, is it no hope?", "1",
    ];
    every_day_at_work: Lang::EN, ["welder in Dubai since 2020", "right", "every day", "8 hours every day"];
    half_time_in_french: Lang::FR, ["soudeur à Dakar depuis 2020", "oui", "tous les jours", "à mi-temps"];
    a_leave_sometime: Lang::EN, ["welder in Dubai from january 2022 to june 2025, 40h, 8 months of unpaid leave", "right", "idk, sometime in spring", "no"];
    a_rank_of_another_army: Lang::FR, [
        "je suis sergent chef dans l'armée de l'air sénégalaise depuis 2011 en service", "sous-officier", "adjudant", "capitaine", "oui", "non",
    ];
    a_captain_who_said_it_all: Lang::EN, ["I am a captain in the Indian Army, 12 years of service", "yes", "no", "no"];
    a_title_from_french: Lang::EN, ["Chef de partie in Dubai since 2020, 50 hours"];
    a_title_asked_about: Lang::EN, ["just tell me if a plumber qualifies or not", "is cook eligible in other category?"];
    open_until_the_start_is_told: Lang::FR, ["kiné", "la première", "jsp", "toujours", "40", "non", "depuis 3 ans"];
    agreed_in_french: Lang::FR, ["soudeur à Dakar depuis 2020, 40h", "mais oui je viens de le dire"];
    a_choice_in_french: Lang::FR, ["électricien à Dakar", "plutôt la deuxième", "/recommencer", "soudeur à Dakar", "c'est pas mon métier"];
    nothing_but_this_job: Lang::FR, ["caissière à Dakar depuis 2020, 40h", "c'est bon", "rien, j'étais au chômage"];
    questions_in_french: Lang::FR, [
        "soudeur à Dakar depuis 2020, 40h", "oui", "et maintenant ?", "il faut combien de points", "dernière ronde pour le français ?", "et pour la catégorie des médecins?",
        "est ce que mon mari peut venir avec moi", "je veux rester à montréal c possible?", "faut il faire évaluer mes diplômes (EDE)", "et si je passe le TCF",
        "ça compte à mon compte?", "ça veut dire quoi admissible", "que doit contenir l'attestation de travail", "supprime tout", "le salaire au Canada c'est combien", "combien coute la demande",
    ];
    a_date_told_alone: Lang::EN, [
        "Welder in Toronto since January 2022, full time", "yes", "change", "start", "March 2021", "it ended in june 2026", "no sorry it was june 2025",
    ];
    a_date_of_neither: Lang::FR, ["soudeur à Dakar depuis 2022, 40h", "oui", "modifier", "mars 2021", "asdf", "qwer", "zxcv"];
    not_understood_at_the_change: Lang::EN, ["welder in Dubai since 2020, 40h", "yes", "change", "asdf", "qwer"];
    a_contract_that_ends: Lang::EN, ["welder in Dubai since 2020, 40h", "yes", "my contract finish in september 2026", "i finish my contract last month"];
    hours_that_decide_the_day: Lang::FR, ["électricien à Casablanca depuis avril 2026", "1", "non", "Pourquoi ?", "40 heures"];
    a_leave_left_out: Lang::EN, [
        "Social worker in Regina since January 2023, full time, maternity leave from June 2024 to June 2025", "1", "timeline", "why?",
    ];
    a_town_here_and_there: Lang::EN, ["registered nurse in Kingston since march 2026, 36h", "right"];
    another_job_meant_at_more: Lang::EN, ["Machinist in Manila since January 2026, 40h", "yes", "actually it was 42 but I was a millwright"];
    a_husband_asked_about: Lang::FR, [
        "je suis infirmière autorisée à Lyon depuis 2021, 35h", "oui", "et pour mon mari ? il est mécano depuis 2019 à temps plein à Lyon aussi",
        "est-ce que mon chum compte",
    ];
    questions_after_a_result: Lang::EN, [
        "cook in Dubai since 2022, 40h", "why am I not on the list???", "right", "no", "how much score need", "do I qualify for CEC", "how did you count the hours",
        "do I need a job offer", "is my age a problem, I am 47", "what about her husband, he drives a truck", "this is useless",
    ];
    questions_after_a_result_in_french: Lang::FR, [
        "je suis soudeur à Dakar depuis 2020, 40h", "oui", "c'est combien le score qu'il faut", "c'est quoi le dernier score en santé",
        "quand est-ce que je vais etre admissible", "est-ce que les stages comptent", "ca expire quand", "faut-il une offre d'emploi ?",
        "est-ce que mon âge pose problème, j'ai 47 ans", "comment vous avez compté mes heures", "ça sert à rien",
    ];
    a_one_man_business: Lang::EN, ["I run a one man roofing business in Hamilton, Ontario, since April 2024, 45 hours a week"];
    an_own_company: Lang::EN, [
        "I have my own electrical contracting company in Surrey BC, sole proprietor, since May 2023, I do house wiring mostly, 40h",
    ];
    my_own_boss: Lang::EN, ["Carpenter. I'm my own boss, work for different clients and send invoices, in Leeds since 2019, 45 hours"];
    an_own_company_in_french: Lang::FR, ["j'ai ma propre entreprise de plomberie à Lyon depuis mai 2023, 40h"];
    on_a_study_permit: Lang::EN, ["im on a study permit in Toronto, working as a welder 24 hours a week since May 2024", "right", "no"];
    studying_at_a_college: Lang::EN, ["I study at Seneca in Toronto and work as a welder 24 hours a week since May 2024"];
    on_a_study_permit_in_french: Lang::FR, ["soudeuse à Toronto depuis mai 2024, 24h, avec un permis d'études"];
    one_ability_before_its_level: Lang::FR, [
        "cuisinier à Dakar depuis 2020, 40h", "oui", "non", "expression écrite NCLC 8", "compréhension de l'oral NCLC 9", "NCLC 7 partout sauf écriture 6", "NCLC 7 sauf à l'écrit où j'ai 5",
    ];
    a_test_taken_again: Lang::FR, [
        "cuisinier à Dakar depuis 2020, 40h", "oui", "non", "TCF CO 520, CE 510, EO 12, EE 7", "je l'ai repassé: EE 10", "expression écrite 11 au tcf",
        "CO 8, CE 7, EO 7, EE 6", "j'ai refait l'écrit c'est 11",
    ];
    an_offer_of_three_years: Lang::FR, ["capitaine dans l'armée française à Lyon", "oui", "oui", "depuis 2010, offre des FAC de 3 ans, master"];
    a_degree_of_three_years: Lang::FR, ["capitaine dans l'armée française à Lyon", "oui", "oui", "12 ans", "oui", "j'ai une licence de 3 ans"];
    two_years_after_school: Lang::FR, ["capitaine dans l'armée française à Lyon", "oui", "oui", "12 ans", "oui", "bac+2"];
    a_rank_and_a_trade: Lang::FR, ["adjudant armée française 12 ans, mécanicien avion"];
    summers_unpaid_in_french: Lang::FR, ["éducatrice à Gatineau depuis 2022, 35h, 10 mois par année (pas payée l'été)", "1"];
    laid_off_every_summer: Lang::EN, ["teacher aide in Ottawa since 2022, 30h a week, laid off every summer", "right"];
    hours_of_both_in_french: Lang::FR, [
        "ma femme est infirmière et moi soudeur, on est au Maroc, elle depuis 2020 à temps plein, moi depuis mars 2026 à temps plein",
    ];
    a_second_spell_elsewhere: Lang::EN, [
        "Cardiologist. I worked in Cairo from 2016 to June 2025 full time and since July 2025 in a hospital in Edmonton on a work permit, 50h", "yes",
    ];
    a_second_spell_in_a_sentence_of_its_own: Lang::EN, [
        "Pediatrician. Lagos University Teaching Hospital 2015 - May 2025, 48 hours. From June 2025 I am at a clinic in Moose Jaw, Saskatchewan, 40 hours.", "yes",
    ];
    two_spells_told_at_the_card: Lang::EN, ["I'm an anaesthetist", "in Lahore from 2014 to 2023, then Regina since November 2023"];
    a_second_spell_told_at_the_card: Lang::FR, [
        "soudeur à Sfax de janvier 2023 à décembre 2024, 40h", "et depuis octobre 2025 je suis soudeur à Moncton 40h", "oui",
    ];
    a_second_spell_after_a_result: Lang::FR, [
        "éducatrice en garderie à Oujda de janvier 2022 à juin 2024, 40h", "oui", "non",
        "oui ensuite aide éducatrice en garderie à Moncton depuis le 1er octobre 2025 30h",
    ];
    another_employer_in_french: Lang::FR, [
        "soudeur à Rabat", "jai commencer en janv 2021 dans une boite et jai arreter en juin 2023, puis depuis septembre 2023 je suis chez un autre",
    ];
    more_hours_since: Lang::EN, [
        "Nurse aide in a hospital in Moncton. Started in March 2025 with 12 hours a week, since September 2025 I have 32 hours a week", "yes",
    ];
    hours_that_turned: Lang::EN, ["LPN in Kelowna since June 2025. My hours changed: 20 hours until December 2025 and 36 after", "yes"];
    hours_by_years: Lang::EN, [
        "nurse aide in Toronto since 2023", "yes", "2023 I did 40 hours, in 2024 20 hours, 2025 only 10 hours, and this year 15 hours",
    ];
    what_this_is: Lang::EN, ["what is this", "help", "nurse", "what can you do?"];
    what_this_is_in_french: Lang::FR, ["c'est quoi ça", "comment ça marche ?", "infirmière", "à quoi tu sers ?"];
    yes_to_a_choice: Lang::EN, ["PSW in Toronto since 2022", "yes", "yes", "at home"];
    yes_to_a_choice_in_french: Lang::FR, ["infirmière", "oui", "la première", "mars 2023", "oui"];
    told_of_both_jobs: Lang::EN, ["I worked as cook and waiter in Toronto since 2020 / both full time", "1"];
    told_of_both_jobs_in_french: Lang::FR, ["cuisinier et serveur à Toronto depuis 2020, les deux à temps plein", "1"];
    four_jobs_without_dates: Lang::EN, ["PSW, cook, cashier and cleaner", "1", "right", "right", "1", "march 2024"];
    at_an_employer_from_a_month_on: Lang::EN, ["From June 2025 I am at Shopify as developer", "right"];
    hours_that_turned_at_the_question: Lang::EN, ["LPN in Kelowna since June 2025", "yes", "20 until December and 36 after"];
    hours_by_years_in_one_message: Lang::FR, ["aide-soignante à Moncton depuis 2023, 40 heures en 2023, 20 en 2024, 10 en 2025 et 36 cette année", "oui"];
    an_answer_and_a_correction: Lang::EN, ["Machinist in Manila since January 2026", "yes", "42 but I was a millwright", "right"];
    an_answer_and_the_job_denied: Lang::EN, ["welder in Manila since 2022", "right", "40 hours, and I am not a welder I am a pipefitter", "right"];
    an_answer_and_not_one_but_the_other: Lang::EN, ["plumber in Manila since 2022", "right", "40 hours. Sorry not plumber, pipefitter"];
    an_answer_and_the_job_meant: Lang::EN, ["plumber in Manila since 2022", "right", "40 hours, sorry I meant cook"];
    an_answer_and_the_job_denied_alone: Lang::EN, ["plumber in Manila since 2022", "right", "40 hours but I'm not a plumber", "cook"];
    an_answer_and_a_rank_denied: Lang::EN, ["plumber in Manila since 2022", "right", "40 hours, not a journeyman"];
    an_answer_and_not_only_that_job: Lang::EN, ["plumber in Manila since 2022", "right", "40 hours, and I was not only a plumber"];
    a_job_denied_after_a_result: Lang::EN, ["welder in Manila since 2022", "right", "40", "I said I am not a welder, I am a pipefitter"];
    an_answer_and_the_job_denied_in_french: Lang::FR, ["plombier à Manille depuis 2022", "oui", "40h, je ne suis pas plombier je suis tuyauteur", "oui"];
    an_answer_and_the_job_meant_in_french: Lang::FR, ["plombier à Manille depuis 2022", "oui", "40h pardon je voulais dire soudeur"];
    a_job_denied_after_a_result_in_french: Lang::FR, ["soudeur à Manille depuis 2022", "oui", "40", "j'ai dit que je ne suis pas soudeur, je suis tuyauteur"];
    two_jobs_in_one_line: Lang::EN, ["Maria Santos. Dental Hygienist, Smile Clinic, Manila, Jan 2026 - Present (40 hrs/wk). Dental Assistant, Smile Clinic, Jun 2021 - Dec 2025 (40 hrs/wk)."];
    two_jobs_in_one_line_in_french: Lang::FR, ["Soudeur, SONATRACH, janvier 2023 à décembre 2024, 40h. Chaudronnier, Cosider, depuis janvier 2025, 40h."];
    an_answer_and_a_correction_in_french: Lang::FR, ["machiniste à Dakar depuis janvier 2026", "oui", "42 mais j'étais mécanicien industriel"];
    a_roofing_business: Lang::EN, ["I run a roofing business in Hamilton, Ontario, since April 2024, 45 hours a week", "2"];
    a_roofing_company_in_french: Lang::FR, ["j'ai une compagnie de toiture à Laval depuis avril 2024, 45h"];
    an_international_student: Lang::EN, ["international student, working at tim hortons 20h", "food counter attendant"];
    a_test_told_before_its_scores: Lang::EN, [
        "welder in Dubai since 2020, 40h", "right", "I took the TCF Canada", "listening 520, reading 510", "speaking 12 and writing 7",
    ];
    a_test_told_before_its_scores_in_french: Lang::FR, ["j'ai passé le TEF", "soudeur à Dakar depuis 2020, 40h", "oui", "CO 300, CE 250, EO 350, EE 340"];
    old_jobs_in_a_list: Lang::EN, [
        "CURRICULUM VITAE; WORK EXPERIENCE; Cook, Hotel Royal, Manila; June 2021 - present; 48 hours a week; Carpenter, Santos Builders, Cavite; March 2012 - May 2014; Welder, Makati Steel; July 2009 - February 2012",
        "right", "no",
    ];
    questions_about_a_wife: Lang::EN, ["my wife is a welder in Lagos", "right", "march 2023", "she still works there", "40 hours", "why?"];
    questions_about_a_wife_in_french: Lang::FR, ["ma femme est soudeuse à Dakar", "oui", "mars 2023", "elle y travaille encore", "40 heures"];
    pages_about_a_wife: Lang::EN, [
        "my wife is a welder in Lagos since march 2023, 40 hours", "right", "why?", "What next", "Other categories", "Their score", "430", "French test", "no test",
    ];
    pages_about_a_husband_in_french: Lang::FR, [
        "mon mari est soudeur à Dakar de mars 2023 à mai 2025, 40 heures", "oui", "non", "pourquoi ?", "Et après ?", "Autres catégories", "Son score", "430", "Test de français", "pas de test",
    ];
    where_somebody_lives: Lang::EN, ["I am living in Canada. Electrician since 2022 full time"];
    where_somebody_lives_in_french: Lang::FR, ["je suis installé à Montréal, plombier depuis 2020"];
    where_somebody_comes_from: Lang::EN, ["im from ghana, welder since march 2024", "right", "40"];
    where_somebody_comes_from_in_french: Lang::FR, ["je viens du Cameroun, soudeur depuis mars 2024", "oui", "40"];
    a_test_not_taken: Lang::EN, [
        "I failed the TEF", "The TCF costs a lot", "I will take the TEF next month", "I took the TEF last year",
    ];
    a_test_not_taken_in_french: Lang::FR, [
        "j'ai raté le TEF", "le TCF coûte cher", "je passe le TEF le mois prochain", "j'ai passé le TEF",
    ];
    questions_at_a_card: Lang::EN, ["welder since 2021 in Calgary", "does it count if part time?", "do I qualify?", "what is this bot?"];
    questions_at_a_card_in_french: Lang::FR, ["soudeur depuis 2022", "est-ce que ça compte à temps partiel ?", "suis-je admissible ?", "c'est quoi ce bot ?"];
    only_an_employer: Lang::EN, ["I work at Walmart", "I drive a forklift"];
    only_an_employer_with_dates: Lang::EN, ["Tim Hortons", "I'm at Tim Hortons since 2022", "cook"];
    only_an_employer_in_french: Lang::FR, ["je travaille chez Amazon", "cariste"];
    a_student_advisor: Lang::EN, ["student advisor since 2022 in Toronto"];
    a_nurse_for_the_elderly: Lang::EN, ["nurse for elderly people in a nursing home since 2021 in Ontario 40h"];
    two_jobs_and_their_hours_in_french: Lang::FR, ["cuisinier à Québec 2022-2023 puis serveur à Montréal depuis 2024, 35 h", "oui"];
    anger_in_french: Lang::FR, ["soudeur depuis 2022", "c'est nul ton truc", "tu sers à rien"];
}
