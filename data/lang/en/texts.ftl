# English texts. The markup: <b>, <i>, <code>, <blockquote>, <a href="https://…"> and &amp; for an "and" sign. What is put in
# between braces stands as it is.

## Months and lists
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
list = { $first } and { $last }

## Start and help
start =
    <b>Does your job qualify for Canadian permanent residence?</b>
    I find your job’s NOC 2021 code, count your months of work, and tell you which Express Entry categories you qualify for, from when, and why.
    I keep nothing until you answer. This is information, not legal advice.
help =
    <b>What I understand</b>
    Type your job, then answer a few short questions about dates and hours.
    /start – begin again
    /qualify nurse – ask about a job
    /back – return to the question before
    /edit – change an answer
    /cancel – forget this conversation
    /noc 31301 – what a NOC code is, and who lists it
    /categories – the categories in force
    /category health – one category’s occupations
    /rules – the rules in force and what they changed; /rules 2025-02-27 shows older ones
    /draws – latest rounds of invitations; /draws health – those of one category
    /crs 450 – what a score would have done
    /remind – be told the day you qualify, the day it lapses, new rounds
    /language fr – en français
    /privacy – what is kept
    /help – this page
privacy =
    <b>What is kept</b>
    Only your answers in this conversation, and only to work out your result. No name, no message text. /cancel deletes them at once.
cancelled = Done: this conversation is forgotten.
language-set = From now on I speak English.
language-which = Which language? Type /language en or /language fr.
command-unknown = I do not know the command { $command }. /help lists those I know.
command-unknown-near = I do not know the command { $command }. Did you mean { $near }? /help lists those I know.

## Finding the job
choose =
    <b>Which of these is closest to what { $whose ->
        [other] they do
       *[own] you do
    }?</b> A ✔ marks those that a category lists.
candidate = <b>{ $code }</b> { $title }
button-none-of-these = None of these
button-candidate = { $code } { $title }
job-code-unknown = There is no unit group { $code } in NOC { $version }. A code has five digits, for example 31301.
job-code-old =
    { $split ->
        [yes] { $code } is a NOC { $from } code that was split. In NOC { $version } it is one of these, by what is done in the job:
       *[no] { $code } is a NOC { $from } code. In NOC { $version } it became this one:
    }
job-code-old-unknown = No earlier NOC that I know had a code { $code }. A NOC { $version } code has five digits, for example 31301. You can also type your job in words.

## The occupation
card-teer = TEER { $teer }
card-listed = Listed in:
card-listed-in = ✔ { $category }: { $requirement }
card-not-listed = ✘ No occupation category in force lists it.
card-was-listed = It was listed in { $categories } by the rules of { $date }, which no longer apply.
card-low-teer = Express Entry programs ask for work in TEER 0 to { $highest }; this occupation is TEER { $teer }.
card-duties =
    Duties decide, not titles: <a href="{ $link }">compare { $whose ->
        [other] theirs
       *[own] yours
    } with the official page of { $code }</a>. { $whose ->
        [other] They
       *[own] You
    } must have done what its first lines say and a good part of the main duties.
requirement-work =
    { $months ->
        [one] { $months } month
       *[other] { $months } months
    } of work in the last { $years } years, { $continuous ->
        [yes] without a break
       *[no] not necessarily continuous
    }, { $place ->
        [canada] in Canada
       *[anywhere] in Canada or abroad
    }
requirement-language = NCLC { $nclc } or more in listening, speaking, reading and writing French
requirement-military = serving in a foreign military for { $service } years or more, a Canadian Forces job offer of { $offer } years or more, a credential of { $credential } years or more

## Questions about a job
ask-start =
    <b>When did { $whose ->
        [other] they start
       *[own] you start
    } this job?</b> For example: March 2023, 2023-03-15, 2 years ago.
ask-end =
    <b>When did it end?</b> For example: August 2024, 2024-08-30. { $whose ->
        [other] If they still work there
       *[own] If you still work there
    }, say so.
ask-hours = <b>How many hours a week?</b> For example: 37.5, full time, 3 days of 8 hours.
ask-country = <b>Was this work in Canada or abroad?</b> A country or city will do.
ask-kind = <b>What kind of work was it?</b>
button-still-there =
    { $whose ->
        [other] Still at work there
       *[own] I still work there
    }
button-hours = { $hours } h
button-canada = In Canada
button-abroad = Abroad
button-kind-employed = Paid job, ordinary
button-kind-self = Self-employed
button-kind-student = Paid, while a full-time student
button-kind-unpaid = Unpaid or volunteer
button-back = Back
button-start-over = Start over
job-summary-still = today
job-summary-canada = in Canada
job-summary-abroad = abroad
job-summary-employed = paid job
job-summary-self = self-employed
job-summary-student = while a student
job-summary-unpaid = unpaid (left out of the count)

## Bad answers
bad-date-future = { $date } is still to come. I count only work already done, up to today, { $today }.
bad-press = That button belongs to an earlier question. Here is where we are:
bad-rules = { $asked } is before the first category rules, which are of { $first }. For example: /rules 2025-02-27.
bad-rules-date = I cannot read “{ $text }” as a date. For example: /rules 2025-02-27.
bad-noc = I need a five-digit NOC code. For example: /noc 31301.
bad-category = There is no category “{ $text }” in these rules. There are: { $ids }. For example: /category health.
bad-crs = A score is a whole number from 0 to { $highest }. For example: /crs 450.
bad-stream = There is no category or program “{ $text }”. There are: { $ids }. For example: /draws health.
bad-back = There is no earlier question.
bad-edit = There is nothing to change yet.
bad-too-many = That is more than I can hold in one conversation. Press “show my result”, or /start again.
bad-too-many-away = That is more time away from one job than I can hold. The stretches told before still count.

## French and military
ask-french =
    <b>{ $whose ->
        [other] Have they
       *[own] Have you
    } taken a French test (TEF or TCF)?</b> Type { $whose ->
        [other] their
       *[own] your
    } four NCLC levels: listening, speaking, reading, writing. For example: 7 7 6 8. The French category has no occupation list.
button-no-test = No test
button-french-in-all = NCLC { $nclc } or more in all four
ask-military-serving =
    <b>{ $whose ->
        [other] Are they
       *[own] Are you
    } now serving in a military other than Canada’s?</b>
ask-military-years = <b>How many years of continuous service?</b> For example: 12.
ask-military-offer =
    <b>{ $whose ->
        [other] Do they
       *[own] Do you
    } have a job offer from the Canadian Armed Forces for { $years } years or more?</b>
ask-military-credential =
    <b>{ $whose ->
        [other] Do they
       *[own] Do you
    } have a post-secondary credential of { $years } years or more?</b>
button-true = Yes
button-false = No

## Changing answers
button-field-start = Start
button-field-end = End
button-field-hours = Hours a week
button-field-country = Canada or abroad
button-field-kind = Kind of work
button-field-remove = Remove this job
button-field-french = French scores
button-field-military = Military service

## The result
result-title = <b>What was counted, on { $date }</b>
result-possibly = ❔ <b>{ $category }: possibly.</b> The hours are there, but the official page does not mention this kind of work.
result-eligible =
    ✅ <b>{ $category }: { $whose ->
        [other] they qualify
       *[own] you qualify
    }.</b>
result-no-longer = ⌛ <b>{ $category }: no longer met.</b>
result-unpaid-only =
    ⏳ <b>{ $category }: not yet.</b> { $whose ->
        [other] Their
       *[own] Your
    } occupation is on its list, but only paid work counts.
result-not-yet = ⏳ <b>{ $category }: not yet.</b>
result-unknown-language =
    ❔ <b>{ $category }: open.</b> { $whose ->
        [other] They qualify
       *[own] You qualify
    } with { $requirement }.
result-unknown-military = ❔ <b>{ $category }: open.</b> I did not get all answers.
result-no-language = ✘ <b>{ $category }: no.</b> It takes { $requirement }.
result-no-military = ✘ <b>{ $category }: no.</b> It takes all of: { $requirement }.
result-eligible-language = NCLC { $nclc } or more in all four abilities.
result-eligible-military = The answers meet all its conditions.
result-hours = { $title } ({ $code }): { $credited } hours counted, { $required } needed ({ $months } months).
result-hours-run = { $title } ({ $code }): { $credited } hours counted in the longest unbroken stretch, { $required } needed ({ $months } months).
result-months-rule = Full-time work over { $months } whole months is enough.
result-since = Met since { $date }.
result-since-rules = Met since these rules came into force, { $date }.
result-lapses-open =
    Lapses on { $date }, even if { $whose ->
        [other] they go on
       *[own] you go on
    } as now: from that day too little is left in the last { $years } years.
result-lapses-ended =
    Lapses on { $date } unless { $whose ->
        [other] they work
       *[own] you work
    } again: from that day too little is left in the last { $years } years.
result-stays =
    Stays met as long as { $whose ->
        [other] they go on
       *[own] you go on
    } as now.
result-lapsed = It was met, and lapsed on { $date }: from that day too little was left in the last { $years } years.
result-qualifies =
    { $whose ->
        [other] They will qualify on <b>{ $date }</b> if they go on as now.
       *[own] You will qualify on <b>{ $date }</b> if you go on as now.
    }
result-never-open = At these hours the day never comes: in { $years } years too few add up. More hours a week would change that.
result-never-ended = { $missing } hours are missing within the last { $years } years (about { $months } months full time).
result-hours-open = How soon it is enough depends on the hours a week, which I do not know: type them, for example “40 hours”.
result-only-canada = Only work in Canada counts for this category.
result-cut-off = Last round known: { $date }, { $invitations } invitations, lowest score { $score } (data to { $known }).
result-cut-off-quiet = No round since { $date } (lowest score { $score } then; data to { $known }).
result-no-round = No round known for it so far (data to { $known }).
result-none = No occupation category fits what you told me. General, program and provincial rounds have no occupation list.
result-considered = Considered: { $occupations }.
result-was-listed = { $title }: listed in { $categories } by the rules of { $date }, which no longer apply.
result-notes = <b>What this rests on</b>
note-window = I counted the { $years } years before { $date }; that day itself is not over yet. The official page names no reference day, so this is my reading.
note-months = A month without a day counts from its first day, as a start, or to its last, as an end.
note-cap = Hours above { $hours } a week do not count, so long weeks do not make up for missing months.
note-apart = Hours in different occupations never add up; each is counted on its own.
note-derived = No official page states the hours for { $months } months; { $hours } follow from { $per-month } a month.
note-gap = A break of up to { $days } days inside a stretch does not end it; this is my reading.
note-several = Several periods of work in one occupation were added up. The official page asks for a single occupation, not a single employer; this is my reading.
note-unpaid = Unpaid work was left out: only paid work counts.
note-student = Work while a full-time student never counts for the Canadian Experience Class, and the category page is silent on it. Ask IRCC or a licensed adviser.
note-self-employed = Self-employed work in Canada does not count for the Canadian Experience Class (physicians may be an exception); abroad it needs contracts and invoices. The category page is silent on it.
note-continuous =
    { $whose ->
        [other] They
       *[own] You
    } must also qualify for an Express Entry program; the Federal Skilled Worker Program still asks for one continuous year within ten.
note-quebec = Express Entry is for people who plan to live outside Quebec.
step-find =
    1. <a href="{ $link }">Look up { $whose ->
        [other] their
       *[own] your
    } NOC code</a> by title and key words, and note its TEER.
step-duties =
    2. Compare { $whose ->
        [other] their
       *[own] your
    } duties with the lead statement and main duties of { $links }.
step-category =
    3. Check that { $whose ->
        [other] their
       *[own] your
    } code is listed on the <a href="{ $link }">official category page</a>.
result-rules = Rules of { $date }, in force today.
result-rules-old = By the rules of { $date }, <b>which no longer apply</b>. /rules today shows those in force.
result-legal = Information, not legal advice.

## After the result
ask-score =
    <b>What is { $whose ->
        [other] their
       *[own] your
    } CRS score?</b> A whole number from 0 to { $highest }. For example: 450.
button-chart = Cut-off chart
button-chart-of = Chart: { $category }
timeline-caption =
    { $whose ->
        [other] Their
       *[own] Your
    } work over time, and the years that count.
timeline-none = There is no work with dates to draw yet.

## Lists
noc-titles = Some of its job titles: { $titles }.
noc-next-same = In NOC { $version } it keeps its code. The rules go by the codes shown here until new ones say otherwise.
noc-next =
    { $count ->
        [one] In NOC { $version } it becomes { $codes }. The rules go by the code shown here until new ones say otherwise.
       *[other] In NOC { $version } it becomes one of these: { $codes }. The rules go by the code shown here until new ones say otherwise.
    }
categories-title = <b>Categories by the rules of { $date }</b>
categories-line = <b>{ $id }</b> – { $name }: { $requirement } ({ $count ->
        [0] no occupation list
        [one] { $count } occupation
       *[other] { $count } occupations
    })
categories-tip = /category { $id } lists one of them.
category-requirement = What it asks: { $requirement }.
category-source = By the rules of { $date }. Check the list on the <a href="{ $link }">official page</a>.
rules-title = <b>Rules of { $date }</b>
rules-in-force = In force today.
rules-not-in-force = No longer in force: the rules of today are of { $date }.
rules-to-come = In force from { $date } on.
rules-changes = <b>What changed against the rules of { $date }</b>
rules-first = These are the first category rules.
rules-new = + New: { $category } ({ $count })
rules-gone = − Gone: { $category }
rules-changed = ± { $category }:
rules-added = added: { $occupations }
rules-removed = removed: { $occupations }
rules-requirement = now { $now } (before: { $before })
rules-chosen = From now on I answer by the rules of { $date }, not by those in force. /rules today shows today’s, with a button to return to them.
rules-known = Known rules: { $dates }. /rules 2025-02-27 shows older ones.
about =
    { $version }
    Occupations: { $noc }, Statistics Canada, used under the Statistics Canada Open Licence.
    Category rules: in force since { $in-force }; rule sets of { $rules }.
    Rounds of invitations to { $rounds }, the pool of { $pool }.

## Rounds of invitations
program-general = General (all programs)
program-cec = Canadian Experience Class
program-pnp = Provincial Nominee Program
program-fst = Federal Skilled Trades Program
program-fsw = Federal Skilled Worker Program
draws-title = <b>Latest round of every category and program</b>
draws-line = { $date }, { $invitations } invitations, lowest score { $score }
draws-latest = • { $name }: { $line } ({ $id })
draws-last = <b>{ $name }</b>: last round known { $line }. A past one is no forecast, and dates of coming ones are not announced. More: /draws { $id }
draws-never = no round so far
draws-range =
    In the last 12 months: { $count ->
        [one] one round, lowest score { $lowest }
       *[other] { $count } rounds, lowest scores { $lowest } to { $highest }
    }.
draws-no-category = By the rules of { $date } this is not a category.
draws-quiet = No round in the last 12 months; the last one was on { $date }.
draws-known-to = Rounds known to { $date }; newer ones are on the <a href="{ $link }">official page</a>.
crs-title = <b>What a score of { $score } would have done</b>
crs-line =
    • { $stream }: { $rounds ->
        [one] { $reached ->
            [0] not enough in its only round
           *[other] enough in its only round
        }
       *[other] { $share ->
            [all] enough in all of its last { $rounds } rounds
            [none] enough in none of its last { $rounds } rounds
           *[some] enough in { $reached } of its last { $rounds } rounds
        } (lowest scores { $lowest } to { $highest })
    }; { $gap } { $side ->
        [above] above
       *[below] below
    } the latest, of { $date }.
crs-no-round = • { $stream }: no round so far.
crs-nomination =
    • { $stream }: a nomination adds { $points } points. With them, { $whose ->
        [other] their
       *[own] your
    } { $with } would have been { $share ->
        [all] enough in all of its last { $rounds } rounds
        [none] enough in none of its last { $rounds } rounds
       *[some] enough in { $reached } of its last { $rounds } rounds
    } (lowest scores { $lowest } to { $highest }).
crs-points-changed = Scores before { $date }, when points changed, may not compare.
crs-pool =
    The pool on { $date }: of { $total } people, { $above } had more than { $highest } points, and { $band } had { $lowest } to { $highest }, as { $whose ->
        [other] they do
       *[own] you do
    }.
crs-no-forecast = A past score is no forecast.

## Pictures
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
picture-chart-subtitle = Lowest score invited in each round
picture-chart-known = Rounds known to { $date }.
picture-chart-nomination = These scores contain the { $points } points of a nomination.
picture-points-changed = Points changed on { $date }
picture-score =
    { $whose ->
        [other] Their
       *[own] Your
    } score: { $score }
picture-score-above =
    { $whose ->
        [other] Their
       *[own] Your
    } score, { $score }, is far above
picture-score-below =
    { $whose ->
        [other] Their
       *[own] Your
    } score, { $score }, is far below
picture-timeline-title =
    { $whose ->
        [other] Their
       *[own] Your
    } work over time
picture-timeline-subtitle = On { $date }, by the rules of { $rules }
picture-window =
    { $years ->
        [one] The year
       *[other] The { $years } years
    } that count: { $first } – { $last }
picture-window-name =
    { $years ->
        [one] The year
       *[other] The { $years } years
    } that count
picture-hours = { $hours } h a week
picture-unpaid = Unpaid: does not count
picture-away = Time away: not worked, does not count
picture-unlisted = Counts for no category in force
picture-spells-left-out =
    { $count ->
        [one] One earlier job is not shown.
       *[other] { $count } earlier jobs are not shown.
    }
picture-met-heading = When the requirement is met
picture-status-met = met
picture-status-not-yet = not yet
picture-status-lapsed = lapsed
picture-met-since = Since { $date }
picture-met = For years
picture-met-until = lapses on { $date }
picture-met-stays =
    for as long as { $whose ->
        [other] they go on
       *[own] you go on
    }
picture-met-then =
    From { $date } if { $whose ->
        [other] they go on
       *[own] you go on
    } ({ $credited } of { $required } hours)
picture-met-before = Lapsed on { $date } (now { $credited } of { $required } hours)
picture-met-never = Too few hours: { $credited } of { $required }
picture-categories-left-out =
    { $count ->
        [one] One more category is in the text.
       *[other] { $count } more categories are in the text.
    }
picture-text-rounds =
    { $rounds ->
        [one] Lowest score of its only round, of { $last }
       *[other] Lowest scores of { $rounds } rounds, { $first } to { $last }
    }
picture-text-score =
    { $whose ->
        [other] Their
       *[own] Your
    } score, { $score }: enough (+) in { $reached } of { $rounds ->
        [one] { $rounds } round
       *[other] { $rounds } rounds
    }

## Official pages
lists-changed = ⚠️ <b>The official lists seem to have changed on { $date }</b>; check the <a href="{ $link }">official page</a>.
draws-checked = Last held against the official feed on { $date }.

## Reminders
button-remind = Remind me
button-remind-on = 🔔 { $what }
button-remind-off = ✖ { $what }
remind-title = <b>Your reminders</b>
remind-none = You have none yet.
remind-wish-qualifies =
    { $name }: the day { $whose ->
        [other] they qualify
       *[own] you qualify
    }, { $date }
remind-wish-lapses =
    { $name }: { $when ->
        [soon] that it lapses on { $date }
       *[ahead] { $months ->
            [one] { $months } month
           *[other] { $months } months
        } before it lapses on { $date }
    }
remind-wish-rounds = { $name }: every new round
remind-wish-rounds-score = { $name }: new rounds with a lowest score of { $score } or less
remind-tried = I tried to tell you on { $date } and cannot know whether it reached you.
remind-set =
    { $when ->
        [soon] Done. I will tell you the next morning
       *[ahead] Done. I will tell you
    } – { $what }.
remind-already = You have this one already – { $what }.
remind-removed = Removed – { $what }.
remind-gone = That reminder is no longer there.
remind-too-many = You have { $most } reminders, the most I can keep. Please remove one first.
remind-no-result = For the day you qualify and the day it lapses I need your result first: type your job and answer the questions. For new rounds of a category, type for example: /remind health.
remind-rounds-tip = For new rounds of any category or program, type for example: /remind general, or /remind general 478 for those that a score of 478 would have reached.
remind-hours =
    I write between { $from }:00 and { $until }:00 { $whose ->
        [city] by the clock of { $city } (UTC{ $offset } now)
        [own] by your clock (UTC{ $offset }); it does not follow summer time
       *[usual] at UTC{ $offset } (Eastern standard time, also in summer)
    }. To change that, tell me where you live, or send the time it is there, for example: /remind time 21:30.
remind-time-set = Noted, I go by your clock now.
button-zones = 🕘 Where I live
button-zones-back = ◀ Other regions
ask-zone = <b>Where do you live?</b> So that I write at a good time, and count days as your calendar does. If your city is not here, type it or the largest one near it, for example: /remind Lagos.
zone-region-canada = Canada
zone-region-americas = Americas
zone-region-europe = Europe
zone-region-africa = Africa
zone-region-middle-east = Middle East
zone-region-south-asia = South Asia
zone-region-asia-pacific = Asia and Pacific
# A zone without a text is called by its city in the database.
zone-America-St_Johns = St. John’s
zone-America-Toronto = Toronto, Montreal
zone-America-Regina = Regina, Saskatoon
zone-America-Edmonton = Calgary, Edmonton
zone-America-Mexico_City = Mexico City
zone-America-Bogota = Bogotá
zone-America-Sao_Paulo = São Paulo
zone-America-Jamaica = Jamaica
zone-Europe-London = London
zone-Europe-Lisbon = Lisbon
zone-Europe-Brussels = Brussels
zone-Europe-Warsaw = Warsaw
zone-Europe-Bucharest = Bucharest
zone-Europe-Moscow = Moscow
zone-Africa-Algiers = Algiers
zone-Africa-Cairo = Cairo
zone-Africa-Douala = Douala, Yaoundé
zone-Africa-Addis_Ababa = Addis Ababa
zone-Asia-Beirut = Beirut
zone-Asia-Baghdad = Baghdad
zone-Asia-Riyadh = Riyadh
zone-Asia-Kuwait = Kuwait City
zone-Asia-Qatar = Doha
zone-Asia-Dubai = Dubai
zone-Asia-Tehran = Tehran
zone-Asia-Kabul = Kabul
zone-Asia-Karachi = Karachi, Lahore
zone-Asia-Kolkata = Delhi, Mumbai
zone-Asia-Kathmandu = Kathmandu
zone-Asia-Dhaka = Dhaka
zone-Asia-Ho_Chi_Minh = Ho Chi Minh City
zone-Asia-Shanghai = Beijing, Shanghai
zone-Asia-Manila = Manila
zone-Asia-Singapore = Singapore
zone-Asia-Seoul = Seoul
zone-Australia-Sydney = Sydney, Melbourne
remind-elsewhere = Reminders come in a private chat with the bot on Telegram.
remind-elsewhere-days = From what you told me, it could tell you:
bad-remind = I know no category, program or city “{ $text }”. There are: { $ids }. For example: /remind health.
bad-remind-time = I cannot read “{ $text }” as a time or a city. Send the time it is where you are, for example: /remind time 21:30, or your city: /remind Lagos.
remind-told-qualifies =
    { $when ->
        [today] 🔔 <b>Today is the day.</b> { $whose ->
            [other] By what was told, the person asked about meets
           *[own] By what you told me, you meet
        } what the category { $name } asks for from today, { $date }, on.
       *[late] 🔔 <b>The day has come.</b> { $whose ->
            [other] By what was told, the person asked about meets
           *[own] By what you told me, you meet
        } what the category { $name } asks for since { $date }.
    }
    This rests on the rules of { $rules } and on work that went on as { $whose ->
        [other] was told
       *[own] you said
    }. /start checks it again.
remind-told-lapses =
    { $when ->
        [ahead] 🔔 <b>{ $name } will lapse.</b> { $whose ->
            [other] By what was told, the person asked about meets
           *[own] By what you told me, you meet
        } what it asks for until { $date }; from that day too little of { $whose ->
            [other] their work
           *[own] your work
        } is recent enough.
       *[late] 🔔 <b>{ $name } has lapsed.</b> { $whose ->
            [other] By what was told, the person asked about met
           *[own] By what you told me, you met
        } what it asks for until { $date }.
    }
    This rests on the rules of { $rules }. If { $whose ->
        [other] they have worked on
       *[own] you have worked on
    }, /start counts it.
remind-told-rules-changed = ⚠ The rules have changed since: those of { $date } are in force. Please check again before you rely on this.
remind-told-rounds =
    🔔 <b>{ $name }: { $count ->
        [one] a new round
       *[other] { $count } new rounds
    }</b>
remind-told-more =
    /draws { $stream } shows { $count ->
        [one] it
       *[other] them
    } beside earlier ones.
remind-told-stop = /remind lists your reminders and removes them.
telegram-command-remind = Be told the day you qualify, and of new rounds
telegram-group-remind = Reminders are between you and me: write /remind to @{ $bot } in private.

## The terminal
terminal-hint = Type an answer or the number of a choice. /help for more, Ctrl-D to leave.
terminal-bye = Goodbye.
prompt = you
terminal-picture = Written as a picture to { $file }.
terminal-picture-how = (nocbot chat --out FOLDER also writes it as a picture.)
terminal-file = Written to { $file }.
terminal-file-how = (nocbot chat --out FOLDER writes the file.)
terminal-picture-failed = The file { $file } could not be written: { $problem }.

## Telegram
telegram-start-over = I no longer have our conversation (answers are deleted 30 days after the last message, or cannot be read after a change of the bot). Let us start over.
telegram-trouble = Something went wrong on my side; your answers so far are safe. Please try again in a minute.
telegram-only-text = I can read only text. Please paste or type here what it says.
telegram-flood = That is more than I can answer at once. Please wait a few seconds, then go on.
telegram-press-old = This button belongs to an earlier question.
telegram-forgotten = Done: everything I kept of you is deleted. /start begins again.
telegram-language-which = Which language shall I speak?
telegram-language-own-name = English
telegram-privacy =
    <b>What is kept</b>
    Your answers in this chat and the language you chose, and only to work out your result: occupations, dates, hours, place, French levels, your CRS score. No name and no message text.
    <b>How long</b>
    Until 30 days after your last message; then they are deleted. /forget deletes everything at once.
    <b>Reminders</b>
    Each you set holds what it is about – a category, a day, the rules’ date, or up to which round I told you – with its language, this chat’s number and, if you told it, your time zone. It is kept until it is sent or you remove it, however long that takes; one of which I cannot know whether it reached you, 30 days more. /forget deletes them too, and so does blocking me.
    <b>On the way</b>
    Your message as Telegram sends it, and my answer, are kept until the one is handled and the other sent, usually for less than a second, so that nothing is lost when I am restarted; a message that I could not handle, for 30 days at most. /forget deletes these too.
    The number that Telegram gives a delivery is kept for 48 hours, without you, so that nothing is answered twice. In groups and inline nothing else is kept.
telegram-command-start = Begin, or begin again
telegram-command-qualify = Does a job qualify? For example: /qualify nurse
telegram-command-noc = What a NOC code is: /noc 31301
telegram-command-categories = The categories in force
telegram-command-category = One category: /category health
telegram-command-draws = The latest rounds: /draws health
telegram-command-crs = What a score would have done: /crs 450
telegram-command-rules = The rules in force, or older ones
telegram-command-edit = Change an answer
telegram-command-language = English or French
telegram-command-privacy = What is kept, why and how long
telegram-command-forget = Delete everything kept of you
telegram-command-cancel = Forget this conversation
telegram-command-help = What I understand
telegram-press-other = This check belongs to someone else. Ask for your own with /qualify and your job, or write to @{ $bot }.
telegram-group-ask = <b>What is your job?</b> Reply to this message with it, in your own words.
telegram-group-none = I found no occupation in that. Try a synonym, or just the key words of what you do.
telegram-group-placeholder = your job, such as pharmacist
telegram-group-help =
    <b>Does your job qualify?</b> Ask me here: /qualify@{ $bot } pharmacist in Lagos, 3 years full time. Or mention @{ $bot } with your job.
    Also: /noc 31301, /categories, /category health, /rules, /privacy. For exact dates write to @{ $bot } in private.

## The quick check in groups
quick-other-words = Not your job? Ask again in other words.
quick-button-check = Quick check
quick-change-months = Other months
quick-change-hours = Other hours
quick-change-place = Other place
quick-button-private = Exact dates, in private
quick-ask-months = <b>How many months have you worked in it in the last { $years } years?</b>
quick-months-0 = Under 6
quick-months-6 = 6 to 11
quick-months-12 = 12 to 23
quick-months-24 = 24 or more
quick-ask-hours = <b>How many paid hours a week?</b>
quick-hours-full = Full time, 30 or more
quick-hours-part = Part time, 15 to 29
quick-hours-few = Under 15
quick-ask-place = <b>Was this work in Canada or abroad?</b>
quick-told-months = { $months } months
quick-assumed-still = I took it that you still work there.
quick-yes = ✅ <b>{ $category }: it looks like yes.</b> { $requirement }.
quick-possibly = ❔ <b>{ $category }: possibly – the hours are there, but see below.</b> { $requirement }.
quick-depends = ❔ <b>{ $category }: it depends on your exact dates and hours.</b> { $requirement }.
quick-no = ⏳ <b>{ $category }: not yet.</b> { $requirement }.
quick-rough = A rough check; I keep nothing here.
quick-several = I took the closest occupation for each job; in private you can change that.
quick-tell-again = In private please tell me again: not all of it fits into the button.

## Inline mode
inline-not-listed = in no category
inline-button-private = Check your own job in private
inline-button-none = No occupation found: ask me in private
inline-how-title = Type a job after my name
inline-how-description = For example: @{ $bot } pharmacist
inline-how-text = Does a job qualify for Express Entry? Type <code>@{ $bot } pharmacist</code> in any chat and choose a card.

## The conversation that asks only what matters
job = <b>What is your job, and since when?</b> Everything you know helps: “Welder in Dubai from March 2021 to December 2023, 40 hours a week”. A NOC code such as 31301 works too.
job-next = <b>Which other job?</b> With its dates, if you know them: “cook from 2019 to 2021”.
job-other-words =
    I found no occupation for “{ $words }”. <b>{ $whose ->
        [other] What do they do there
       *[own] What do you do there
    }, in other words?</b> For example: “repair trucks”, “look after children”.
job-in-words =
    <b>{ $whose ->
        [other] What do they do in this job
       *[own] What do you do in this job
    }?</b> A job title, or a few words: “repair trucks”, “look after children”.
where-not-what = “{ $employer }” tells me the workplace, but not the job.
job-unnamed = This job
job-hours = { $hours } h a week
job-dates = { $start } to { $end }
job-from = from { $start }
job-still = still there
job-until = until { $end }
job-months = for { $months } months
job-from-months = from { $start }, for { $months } months
job-until-months = { $months } months until { $end }
job-away = away { $start } to { $end }
job-away-weeks-of =
    away for { $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    } of { $start }
job-away-weeks =
    away for { $weeks ->
        [one] 1 week
       *[other] { $weeks } weeks
    }
either = { $first } or { $last }
noted = Noted: { $details }.
noted-in-vain = Noted: { $details }. It does not change the result.
left-open = I leave that open and count the least that it can be.
hours-a-day = And how many hours on such a day? For example: “8 hours a day, 7 days”.
known-already = I have that already.
one-person = I look at one person at a time; this is about { $whose ->
    [other] the person you asked for
    [writer] your own work
   *[first] the first one you told me of
}. To check somebody else, /start again.
noted-french =
    I have noted { $whose ->
        [other] their
       *[own] your
    } French levels.
noted-test = Noted: { $test }. Tell me its four scores (listening, speaking, reading, writing), and I can count it.
noted-no-test = Noted: no French test so far.
test-without-scores = A French test counts by its scores: once they are known, type them here, for example: TCF CO 480, EO 13, CE 470, EE 12.
noted-score =
    I have noted { $whose ->
        [other] their
       *[own] your
    } score: { $score }.
confirm-card = <b>Is this right?</b>
confirm-listed = ✔ On the list: { $categories }
confirm-not-listed = ✘ On no category’s list
button-right = Right
button-change = Change
button-leave-out = Leave this job out
button-skip = I don’t know
which-start = <b>Which start do you mean?</b>
which-end = <b>Which end do you mean?</b>
which-hours = <b>Which hours do you mean?</b>
which-hours-odd = <b>Is that right, hours a week?</b>
button-other-hours = Other hours
which-country = <b>Was that in Canada or abroad?</b>
month-of-start =
    <b>In which month of { $year } { $whose ->
        [other] did they start
       *[own] did you start
    }?</b>
month-of-end = <b>In which month of { $year } did it end?</b>
ask-away =
    <b>{ $whose ->
        [other] When were they away
       *[own] When were you away
    }, from when to when?</b> For example: June 2024 to January 2025.
button-hours-weekly = { $hours } h a week
button-hours-daily = { $daily } h a day, { $days } days ({ $hours } h a week)
more = <b>Is there other work in the last { $years } years?</b> Tell it in a line, or say no.
button-nothing-more = No, that is all
button-more-work = Add work
change-job = <b>What is to be changed?</b> Say it in words (“until June 2024”, “30 hours”), or choose.
    { $job }
change-what = <b>What is to be changed?</b> Say it in words (“actually 30 hours”), or choose.
button-field-job = Another occupation
greeting = Hello!
thanks = You are welcome.
choose-which =
    { $count ->
        [2] Yes, but which of the two?
       *[other] Yes, but which of these?
    } Choose one, or say it in your own words.
missed-empty = I found no words in that message.
missed = I could not use “{ $text }” as an answer.
missed-job = I found no job in “{ $text }”. A job title is enough, or a few words on the work.
missed-job-again =
    Another way: say what { $whose ->
        [other] they do all day (“fixes truck engines”)
       *[own] you do all day (“I fix truck engines”)
    }, or send the five digits of { $whose ->
        [other] their
       *[own] your
    } NOC code. /start begins again.
missed-result = I could not read “{ $text }”. Your result stays; you can add to it in words: “actually 30 hours”, “I was also a cook in 2022”, “NCLC 7 7 7 8”.
missed-result-again = Your result stays. The buttons show more of it; “Change” lets you correct something.
missed-way-out-buttons = Press one of the buttons below. /back returns to the question before, /start begins again.
missed-way-out = If you cannot say, press “I don’t know”: I then count the least. /back returns to the question before, /start begins again.
missed-example-confirm = Press “Right” if the card is right. If not, say what is wrong: “no, until 2023”, “no, I am a plumber”.
missed-example-choose = Press the one that comes closest, or describe the job in other words.
missed-example-which = Press one of the answers, or say it in full.
missed-example-start = A month and a year are best, a year alone may do: “March 2023”, “2021”, “2 years ago”.
missed-example-end = A month and a year are best: “August 2024”. Or “still there”.
missed-example-hours = A number of hours is enough: “40”. Or “full time”, “5 days of 8 hours”.
missed-example-country = A country or city is enough: “Manila”, “Canada”.
missed-example-kind = For example: “paid”, “self-employed”, “internship”, “volunteer”.
missed-example-away = For example: “June 2024 to January 2025”. If there was no time away, say no.
missed-example-more = Say no if there is nothing to add, or tell the job: “cook from 2019 to 2021”.
missed-example-french = Four levels are enough: “7 7 6 8”. Or your TEF or TCF scores. Or “no test”.
missed-example-military = Yes or no is enough; for years, a number.
missed-example-score = A whole number, such as 450.
missed-example-result = For example: “start”, then the month; “actually 30 hours”; “it ended in August 2026”; “I was a plumber, not a welder”.
date-of-what = Which date is that, the start or the end? Press one and type it again, or say “since …” or “until …”.
# Why the open question is asked, where there is no result to give reasons for.
no-result-yet = There is no result yet.
why-asked-job = The categories list occupations, and for each of them count recent work. So I ask for the job first.
why-asked-confirm = What the card shows is what will be counted. So I ask whether it is right.
why-asked-choose = Each of these is an occupation of its own, and a category lists some and not others. So I ask which.
why-asked-which = What was told can be read in more than one way, and the result hangs on it. So I ask.
why-asked-start = Only work of the last years counts, day by day. So I ask when it began.
why-asked-end = Only work of the last years counts, day by day. So I ask when it ended.
why-asked-hours = Work is counted in hours, up to 30 a week. So I ask how many.
why-asked-country = Some categories and programs count work in Canada only. So I ask where.
why-asked-kind = Unpaid work does not count, and not every program counts self-employed or student work. So I ask.
why-asked-away = Unpaid time away does not count. So I ask when it was.
why-asked-more = No category is met by the work told so far; other recent work could change that. So I ask.
why-asked-french = One category is for people with good results in French. So I ask for them.
why-asked-military = One category is for people who serve in a foreign military. So I ask about it.
why-asked-score = With the score I can compare it with past rounds. So I ask for it.
missed-upset = I am sorry that this did not help. Tell me what is wrong in a few words (“I am a plumber”, “until 2023”, “40 hours”), or begin again with /start. A program does not see everything: the <a href="https://www.canada.ca/en/services/immigration-citizenship.html">official pages of IRCC</a> have the last word.
bad-dates-order = The end, { $end }, is before the start, { $start }, so I kept what I had.
result-comes = The result will tell; a few answers first.
result-stays-above = Your result stands above. You can still add to it or correct it in words.
result-impossible = These dates do not hold together. Please press “Change”.
button-why = Why?
button-others = Other categories
button-next = What next
button-timeline-short = Timeline
button-my-score =
    { $whose ->
        [other] Their
       *[own] My
    } score
button-french = French test
summary-eligible =
    ✅ <b>{ $category }: { $whose ->
        [other] they qualify
       *[own] you qualify
    }</b>
summary-possibly = ❔ <b>{ $category }: possibly – the hours are there, but see below</b>
summary-student = ⚠ Work while a full-time student does not count for the Canadian Experience Class, and the category page does not mention it: ask IRCC.
summary-self-canada = ⚠ Self-employed work in Canada does not count for the Canadian Experience Class (physicians may be an exception), and the category page does not mention it.
summary-self-abroad = ⚠ Self-employed work needs proof such as contracts and invoices; the category page does not mention it.
summary-open = ❔ <b>{ $category }: open</b> – what I do not know yet decides: tell me the missing dates or hours
summary-not-yet = ⏳ <b>{ $category }: not yet</b>
summary-no-longer = ⌛ <b>{ $category }: no longer</b>
summary-no = ✘ { $category }: no. It takes { $requirement }.
summary-no-military = ✘ { $category }: no. What is missing: { $missing }. It takes { $requirement }.
military-serving = serving now
military-years = { $years } years of service
military-offer = a Canadian Forces job offer of { $years } years
military-credential = a credential of { $years } years
summary-unknown = ❔ { $category }: open. It takes { $requirement }.
summary-unpaid =
    ⏳ <b>{ $category }: not yet</b>. { $whose ->
        [other] Their occupation
       *[own] Your occupation
    } is on its list, but only paid work counts.
summary-unlisted =
    ✘ <b>No category’s list { $whose ->
        [other] has their occupation
       *[own] has your occupation
    }</b>
summary-occupation = { $title } ({ $code })
summary-low-teer = { $title } ({ $code }) is TEER { $teer }; Express Entry programs take TEER 0 to { $highest }.
summary-other-rounds-shut = Provincial programs outside Express Entry remain.
summary-other-rounds = Rounds without an occupation list, provincial programs and French remain.
summary-old-rules = ⚠ <b>By the rules of { $date }, which no longer apply.</b>
summary-hours =
    { $title } ({ $code }) · { $credited } hours of { $required } ({ $months ->
        [one] 1 month
       *[other] { $months } months
    })
summary-hours-least =
    { $title } ({ $code }) · at least { $credited } hours of { $required } ({ $months ->
        [one] 1 month
       *[other] { $months } months
    })
summary-hours-most = { $title } ({ $code }) · { $credited } to { $most } hours of { $required } ({ $months ->
        [one] 1 month
       *[other] { $months } months
    })
summary-since-stays =
    Since { $date }, for as long as { $whose ->
        [other] they go on
       *[own] you go on
    }
summary-stays =
    For as long as { $whose ->
        [other] they go on
       *[own] you go on
    }
summary-until =
    Until { $date } unless { $whose ->
        [other] they work again
       *[own] you work again
    }: after that too little lies in the last { $years } years
summary-until-open =
    Until { $date }, even if { $whose ->
        [other] they go on
       *[own] you go on
    } as now: after that too little lies in the last { $years } years
summary-from =
    From <b>{ $date }</b> if { $whose ->
        [other] they go on
       *[own] you go on
    } as now
summary-lapsed = It was met until { $date }; since then too little lies in the last { $years } years
summary-never = At these hours it never adds up within { $years } years; more hours a week would change that
summary-missing = { $missing } hours are missing within the last { $years } years, about { $months } months full time
summary-only-canada = Only work in Canada counts for it
summary-round = Last round known: { $date }, lowest score { $score } (data to { $known })
summary-round-quiet = ⚠ No round since { $date }, lowest score { $score } then (data to { $known })
summary-no-round = No round known for it so far (data to { $known })
summary-round-program = { $program } { $date }, lowest score { $score }
summary-round-programs =
    { $count ->
        [one] Last round known
       *[other] Last rounds known
    }: { $rounds } (data to { $known })
summary-pool = Pool: { $programs }
summary-pool-met = { $program } work ✔
summary-pool-not-yet = { $program } work: not enough yet
summary-pool-none = { $program } work ✘
summary-pool-none-canada = { $program } work ✘ (none in Canada)
summary-pool-open = { $program } work ? (open)
summary-no-program = ⚠ But no Express Entry program counts this work as enough yet, and a category invites only people in the pool.
summary-quebec = ⚠ Only for life outside Quebec. Information, not legal advice.
summary-next =
    Next: <a href="{ $link }">{ $whose ->
        [other] compare their duties
       *[own] compare your duties
    } with the official page</a>
others-title = <b>The other categories</b>
others-not-yet = ⏳ { $category }: not yet. It takes { $requirement }.
others-unknown = ❔ { $category }: open. It takes { $requirement }.
others-no = ✘ { $category }: no. It takes { $requirement }.
others-not-listed =
    ✘ { $category }: none of { $whose ->
        [other] their
       *[own] your
    } occupations is on its list.
others-end = /category and a name shows a list, for example: /category health
next-title = <b>What next</b>
next-letter =
    4. Ask each employer for a letter on letterhead, signed, with contact details: { $whose ->
        [other] their
       *[own] your
    } title, the dates, the hours a week, the pay and the duties, not copied from the official page.
next-program =
    5. A category invites only people in the Express Entry pool: check that { $whose ->
        [other] they meet
       *[own] you meet
    } one of its programs, with a language test and, for studies abroad, an assessment of the diploma.
assumed-paid = I took it that this is paid work as an employee. If not, say so (“self-employed”, “volunteer”).
assumed-least = What you left open I counted at its least.
assumed-away = Left out of the count: { $away }.
topic-teer = TEER tells how much training or education an occupation usually takes, from 0 (management) to 5. Express Entry programs take TEER 0 to { $highest }.
topic-noc = The NOC is Canada’s list of occupations, each with a five-digit code. You can tell me your job in words; the <a href="{ $find }">official page</a> finds a code too.
topic-nclc = NCLC levels are Canada’s scale for French (CLB for English); a TEF or TCF Canada result converts to them. The French category takes NCLC { $nclc } in listening, speaking, reading and writing.
topic-crs = The CRS gives everybody in the Express Entry pool points, up to { $most }, for age, schooling, languages, work and more. A round invites those with the most points.
topic-category = A category is a list of occupations, or a level of French, with rounds of its own, often at lower scores. There are { $count } now: <a href="{ $categories }">official lists</a>.
topic-round = In a round IRCC invites the people with the highest scores in the pool to apply: those of one category, of one program, or of all. Dates of coming rounds are not announced. Past ones: <a href="{ $rounds }">official page</a>.
topic-cut-off = Each round has its own lowest score; a past one is no forecast. /draws shows the last one of every category, and the <a href="{ $rounds }">official page</a> has them all.
topic-price = I am free. IRCC asks fees for an application, and they change: <a href="https://ircc.canada.ca/english/information/fees/fees.asp">its list</a>.
topic-official = I am a program, not a part of the government. What I say is information, not legal advice. The <a href="{ $categories }">official page</a> has the last word.
topic-person = I am a program, not a person. For advice on your own case, ask a licensed consultant or a lawyer.
topic-apply = I cannot apply for you. You make an Express Entry profile on IRCC’s website yourself, or with a licensed consultant or lawyer.
topic-time = That changes with the number of applications; IRCC’s page on processing times has the current figure.
topic-language-test = For English: IELTS General Training, CELPIP General or PTE Core. For French: TEF Canada or TCF Canada.
french-which-test = Of which test is that? A score counts with its test and its ability, for example: TCF EE 10, TEF writing 310, or NCLC 7 in writing.
french-level-alone = A level such as B2, a diploma (DELF, DALF) or a mother tongue is not enough: it takes the scores of TEF Canada or TCF Canada, by ability, which give the NCLC levels. You can type them here, for example: TCF CO 480, EO 13, CE 470, EE 12.
topic-letter = A reference letter is on letterhead, signed, with contact details, and says your title, dates, duties, hours a week and pay. If an employer will not write one, explain that in writing and add other proof, such as contracts, pay slips and tax papers; an officer decides.
topic-duties =
    No number is fixed: { $whose ->
        [other] they
       *[own] you
    } should have done what the lead statement says and a substantial number of the main duties, with all essential ones.
topic-requirements = For the Federal Skilled Worker Program you need not meet the degree or licence that the occupation’s page lists; for the Federal Skilled Trades Program you do.
topic-title =
    Duties decide, not the title: take the occupation whose duties are { $whose ->
        [other] theirs
       *[own] yours
    }.
topic-spouse = For a category only the work of the person who is invited counts, not the spouse’s. A spouse can add points to the score, or be the one who applies: to check their work, start over with /qualify and their job.
topic-privacy = I keep your answers, never your messages or your name. /privacy tells how long, and how to delete them.
topic-test-needed = Every Express Entry program asks for the results of one approved test, of English or of French, whatever your mother tongue or schooling. For English: IELTS General Training, CELPIP General or PTE Core. For French: TEF Canada or TCF Canada.
topic-included = Your spouse or partner and your dependent children can be part of your application. For a category only the work of the person who is invited counts, and either of you can be that person: to check the other’s work, start over with /qualify and their job.
topic-funds = Proof of funds is asked for by the Federal Skilled Worker and Federal Skilled Trades Programs, as a rule, not by the Canadian Experience Class. The amount depends on the size of your family and changes: <a href="https://www.canada.ca/en/immigration-refugees-citizenship/services/immigrate-canada/express-entry/documents/proof-funds.html">official page</a>.
topic-programs = The pool is everybody with an Express Entry profile who meets one of three programs; a category invites only people in it. ✔ enough work, ✘ none of the kind that counts, ? depends on what is still open. The work each asks for:
topic-programs-one = { $short }, { $name }: { $work }, { $occupations ->
    [listed] in one of { $count } listed trades
   *[teers] in occupations of TEER { $teers }
}
topic-part-time = Full time is { $weekly } paid hours a week; more does not count. Part time counts: the hours of one occupation are added up. An occupation category asks for { $months } months of full time, which is { $hours } hours, { $continuous ->
    [yes] without a break,
   *[no] breaks allowed,
    } within the last { $years } years, in Canada or abroad. Some categories, and the Canadian Experience Class, take only work in Canada.
topic-stop = Work already done stays counted for as long as it lies in the last { $years } years; the oldest hours drop out day by day.
topic-stop-until = If the work ended today, { $category } would be met until { $date }.
topic-unpaid = Only paid work counts. Volunteer work and unpaid internships do not, nor does unpaid leave such as maternity, parental or sick leave; paid holidays do.
topic-own-business = Self-employed work: the category page does not mention it. It counts for the Federal Skilled Worker Program, with proof such as contracts and invoices from third parties, and not for the Canadian Experience Class (physicians may be an exception).
topic-student-work = Work during full-time study, co-op terms too, does not count for the Canadian Experience Class; paid, it can count for the Federal Skilled Worker Program. The category page does not mention it.
topic-years-back = For a category, work in the last { $years } years counts; what is older does not. The programs look back further:
topic-quebec = Express Entry is for life outside Quebec; Quebec chooses its own skilled workers: <a href="https://www.quebec.ca/en/immigration">its page</a>. Work done in Quebec counts like any other.
topic-assessment = For a category no schooling is asked for. The Federal Skilled Worker Program asks for an educational credential assessment (ECA) of schooling outside Canada; the two other programs do not, though it can add points.
topic-salary = I do not know what jobs pay. The government’s <a href="https://www.jobbank.gc.ca/home">Job Bank</a> shows wages by occupation and place.
topic-qualifies =
    { $whose ->
        [other] “They qualify” means that their work meets
       *[own] “You qualify” means that your work meets
    } what a category asks for. An invitation also takes a profile in the pool and a score at or above the round’s lowest.
topic-job-offer = No category of occupations asks for a job offer, nor do the Canadian Experience Class and the Federal Skilled Worker Program. The Federal Skilled Trades Program asks for one of a year or more, or for a Canadian certificate of qualification; a category for the military asks for one of the Canadian Armed Forces.
topic-age = No category has an age limit. Age counts for the score: the points of the CRS are highest from 20 to 29 and none from 45 on, and the Federal Skilled Worker Program gives none from 47 on, which other points can make up for.
topic-not-listed = IRCC chooses which occupations each category lists, and changes the lists; only the five-digit code that fits the duties decides. Somebody who is on none can still be invited in rounds without a list: general, program, French and provincial ones.
topic-until = The result says since when, or from when, and until when the work is enough: for that I need the job with its dates.
topic-bot = I tell you which Express Entry categories your work counts for: I find the NOC code of your job in your words, count your months of work, and say what you qualify for, from when, and why. /help lists what I understand.
topic-bot-start = To start, tell me your job and since when you have done it, as you would tell a friend. I ask for what is missing.
topic-other = That goes beyond what I know; the <a href="https://www.canada.ca/en/services/immigration-citizenship.html">official pages of IRCC</a> are the place to look.

## Beside the questions
language-tip = Vous écrivez en français ? Tapez /language fr
edited-nothing = I saw that you edited a message. There was nothing in it to correct.
noted-edit = I took your edited message as a correction.
button-use-rules = Judge my case by the rules of { $date }
rules-today = From now on I answer by the rules in force, those of { $date }.
button-calendar = Calendar file
calendar-file = The days that matter, for your calendar. They hold if the work goes on as you told me.
calendar-none = There is no day to put into a calendar: nothing begins or ends on a known day.
calendar-met = Express Entry, { $category }: work requirement met
calendar-lapses = Express Entry, { $category }: work requirement no longer met
calendar-note = Worked out by nocbot from what you told it, by the rules of { $date }. Information, not legal advice.
