# Textes français. Le balisage : <b>, <i>, <code>, <blockquote>, <a href="https://…"> et &amp; pour le signe « et ». Ce qui est
# mis entre accolades reste tel quel.

## Mois et listes
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
list = { $first } et { $last }

## Début et aide
start =
    <b>Votre métier ouvre-t-il la porte de la résidence permanente au Canada ?</b>
    Je trouve le code CNP 2021 de votre métier, je compte vos mois de travail et je vous dis à quelles catégories d’Entrée express vous êtes admissible, à partir de quand, et pourquoi.
    Je ne garde rien tant que vous n’avez pas répondu. Ceci est une information, pas un avis juridique.
help =
    <b>Ce que je comprends</b>
    Tapez votre métier, puis répondez à quelques questions courtes sur les dates et les heures.
    /commencer – recommencer
    /metier infirmière – demander pour un métier
    /retour – revenir à la question précédente
    /modifier – changer une réponse
    /annuler – oublier cette conversation
    /cnp 31301 – ce qu’est un code CNP et qui le liste
    /categories – les catégories en vigueur
    /categorie santé – les professions d’une catégorie
    /regles – les règles en vigueur et ce qu’elles ont changé ; /regles 2025-02-27 montre d’anciennes règles
    /rondes – dernières rondes d’invitations ; /rondes santé – celles d’une catégorie
    /scg 450 – ce qu’un score aurait donné
    /rappels – être averti du jour où vous serez admissible, de celui où vous ne le serez plus, des nouvelles rondes
    /langue en – in English
    /confidentialite – ce qui est gardé
    /aide – cette page
privacy =
    <b>Ce qui est gardé</b>
    Seulement vos réponses dans cette conversation, et seulement pour calculer votre résultat. Ni nom, ni texte de message. /annuler les efface aussitôt.
cancelled = C’est fait : cette conversation est oubliée.
language-set = Je parle désormais français.
language-which = Quelle langue ? Tapez /langue fr ou /langue en.
command-unknown = Je ne connais pas la commande { $command }. /aide donne celles que je connais.
command-unknown-near = Je ne connais pas la commande { $command }. Vouliez-vous dire { $near } ? /aide donne celles que je connais.

## Trouver le métier
choose =
    <b>Laquelle de ces professions est la plus proche de ce que { $whose ->
        [other] fait cette personne
       *[own] vous faites
    } ?</b> Un ✔ marque celles qu’une catégorie liste.
candidate = <b>{ $code }</b> { $title }
button-none-of-these = Aucune de celles-ci
button-candidate = { $code } { $title }
job-code-unknown = Il n’y a pas de groupe de base { $code } dans la CNP { $version }. Un code a cinq chiffres, par exemple 31301.
job-code-old =
    { $split ->
        [yes] { $code } est un code de la CNP { $from } qui a été scindé. Dans la CNP { $version }, c’est l’un de ceux-ci, selon le travail fait :
       *[no] { $code } est un code de la CNP { $from }. Dans la CNP { $version }, il est devenu celui-ci :
    }
job-code-old-unknown = Aucune ancienne CNP que je connais n’avait de code { $code }. Un code de la CNP { $version } a cinq chiffres, par exemple 31301. Vous pouvez aussi taper votre métier en mots.

## La profession
card-teer = FEER { $teer }
card-listed = Listée dans :
card-listed-in = ✔ { $category } : { $requirement }
card-not-listed = ✘ Aucune catégorie de professions en vigueur ne la liste.
card-was-listed = Elle était listée dans { $categories } selon les règles du { $date }, qui ne s’appliquent plus.
card-low-teer = Les programmes d’Entrée express demandent du travail de FEER 0 à { $highest } ; cette profession est de FEER { $teer }.
card-duties =
    Les tâches décident, pas le titre : <a href="{ $link }">comparez { $whose ->
        [other] les siennes
       *[own] les vôtres
    } avec la page officielle de { $code }</a>. { $whose ->
        [other] Cette personne doit
       *[own] Vous devez
    } avoir fait ce que disent ses premières lignes et une bonne partie des fonctions principales.
requirement-work =
    { $months ->
        [one] { $months } mois
       *[other] { $months } mois
    } de travail au cours des { $years } dernières années, { $continuous ->
        [yes] sans interruption
       *[no] pas forcément continus
    }, { $place ->
        [canada] au Canada
       *[anywhere] au Canada ou à l’étranger
    }
requirement-language = NCLC { $nclc } ou plus en compréhension de l’oral, expression orale, compréhension de l’écrit et expression écrite
requirement-military = être en service dans une armée étrangère depuis { $service } ans ou plus, une offre d’emploi des Forces canadiennes de { $offer } ans ou plus, un diplôme de { $credential } ans ou plus

## Questions sur un emploi
ask-start =
    <b>{ $whose ->
        [other] Quand cet emploi a-t-il commencé
       *[own] Quand avez-vous commencé cet emploi
    } ?</b> Par exemple : mars 2023, 2023-03-15, il y a 2 ans.
ask-end =
    <b>Quand cela a-t-il pris fin ?</b> Par exemple : août 2024, 2024-08-30. { $whose ->
        [other] Si cette personne y travaille encore
       *[own] Si vous y travaillez encore
    }, dites-le.
ask-hours = <b>Combien d’heures par semaine ?</b> Par exemple : 37,5, temps plein, 3 jours de 8 heures.
ask-country = <b>Ce travail était-il au Canada ou à l’étranger ?</b> Un pays ou une ville suffit.
ask-kind = <b>Quel genre de travail était-ce ?</b>
button-still-there =
    { $whose ->
        [other] Y travaille encore
       *[own] J’y travaille encore
    }
button-hours = { $hours } h
button-canada = Au Canada
button-abroad = À l’étranger
button-kind-employed = Emploi payé ordinaire
button-kind-self =
    { $whose ->
        [other] À son compte
       *[own] À mon compte
    }
button-kind-student = Payé, pendant des études à temps plein
button-kind-unpaid = Non payé ou bénévole
button-back = Retour
button-start-over = Recommencer
job-summary-still = aujourd’hui
job-summary-canada = au Canada
job-summary-abroad = à l’étranger
job-summary-employed = emploi payé
job-summary-self = à son compte
job-summary-student = pendant des études
job-summary-unpaid = non payé (hors du compte)

## Mauvaises réponses
bad-date-future = { $date } est encore à venir. Je ne compte que le travail déjà fait, jusqu’à aujourd’hui, { $today }.
bad-press = Ce bouton appartient à une question précédente. Voici où nous en sommes :
bad-rules = { $asked } est avant les premières règles des catégories, qui sont du { $first }. Par exemple : /regles 2025-02-27.
bad-rules-date = Je ne peux pas lire « { $text } » comme une date. Par exemple : /regles 2025-02-27.
bad-noc = Il me faut un code CNP à cinq chiffres. Par exemple : /cnp 31301.
bad-category = Il n’y a pas de catégorie « { $text } » dans ces règles. Il y a : { $ids }. Par exemple : /categorie santé.
bad-crs = Un score est un nombre entier de 0 à { $highest }. Par exemple : /scg 450.
bad-stream = Il n’y a ni catégorie ni programme « { $text } ». Il y a : { $ids }. Par exemple : /rondes santé.
bad-back = Il n’y a pas de question précédente.
bad-edit = Il n’y a encore rien à changer.
bad-too-many = C’est plus que ce que je peux garder dans une conversation. Demandez votre résultat, ou /commencer pour recommencer.
bad-too-many-away = C’est plus d’absences d’un même emploi que ce que je peux garder. Celles dites avant comptent toujours.

## Français et armée
ask-french =
    <b>{ $whose ->
        [other] Cette personne a-t-elle
       *[own] Avez-vous
    } passé un test de français (TEF ou TCF) ?</b> Tapez { $whose ->
        [other] ses
       *[own] vos
    } quatre niveaux NCLC : compréhension de l’oral, expression orale, compréhension de l’écrit, expression écrite. Par exemple : 7 7 6 8. La catégorie du français n’a pas de liste de professions.
button-no-test = Pas de test
button-french-in-all = NCLC { $nclc } ou plus partout
ask-military-serving =
    <b>{ $whose ->
        [other] Cette personne est-elle
       *[own] Êtes-vous
    } en service dans une armée autre que celle du Canada ?</b>
ask-military-years = <b>Combien d’années de service continu ?</b> Par exemple : 12.
ask-military-offer =
    <b>{ $whose ->
        [other] Cette personne a-t-elle
       *[own] Avez-vous
    } une offre d’emploi des Forces armées canadiennes de { $years } ans ou plus ?</b>
ask-military-credential =
    <b>{ $whose ->
        [other] Cette personne a-t-elle
       *[own] Avez-vous
    } un diplôme postsecondaire de { $years } ans ou plus ?</b>
button-true = Oui
button-false = Non

## Changer des réponses
button-field-start = Début
button-field-end = Fin
button-field-hours = Heures par semaine
button-field-country = Canada ou étranger
button-field-kind = Genre de travail
button-field-remove = Enlever cet emploi
button-field-french = Scores de français
button-field-military = Service militaire

## Le résultat
result-title = <b>Ce qui a été compté, au { $date }</b>
result-possibly = ❔ <b>{ $category } : peut-être.</b> Les heures y sont, mais la page officielle ne parle pas de ce genre de travail.
result-eligible =
    ✅ <b>{ $category } : { $whose ->
        [other] cette personne est
       *[own] vous êtes
    } admissible.</b>
result-no-longer = ⌛ <b>{ $category } : n’est plus remplie.</b>
result-unpaid-only =
    ⏳ <b>{ $category } : pas encore.</b> { $whose ->
        [other] Cette
       *[own] Votre
    } profession est sur sa liste, mais seul le travail payé compte.
result-not-yet = ⏳ <b>{ $category } : pas encore.</b>
result-unknown-language =
    ❔ <b>{ $category } : à voir.</b> { $whose ->
        [other] Cette personne y est
       *[own] Vous y êtes
    } admissible avec { $requirement }.
result-unknown-military = ❔ <b>{ $category } : à voir.</b> Il me manque des réponses.
result-no-language = ✘ <b>{ $category } : non.</b> Il faut { $requirement }.
result-no-military = ✘ <b>{ $category } : non.</b> Il faut tout ceci : { $requirement }.
result-eligible-language = NCLC { $nclc } ou plus dans les quatre compétences.
result-eligible-military = Les réponses remplissent toutes les conditions.
result-hours = { $title } ({ $code }) : { $credited } heures comptées, { $required } demandées ({ $months } mois).
result-hours-run = { $title } ({ $code }) : { $credited } heures comptées dans la plus longue période sans interruption, { $required } demandées ({ $months } mois).
result-months-rule = Un travail à temps plein sur { $months } mois entiers suffit.
result-since = Exigence remplie depuis le { $date }.
result-since-rules = Exigence remplie depuis que ces règles sont en vigueur, le { $date }.
result-lapses-open =
    Cesse le { $date }, même si { $whose ->
        [other] ce travail continue
       *[own] vous continuez
    } ainsi : dès ce jour, il en reste trop peu dans les { $years } dernières années.
result-lapses-ended =
    Cesse le { $date }, sauf si { $whose ->
        [other] ce travail reprend
       *[own] vous reprenez ce travail
    } : dès ce jour, il en reste trop peu dans les { $years } dernières années.
result-stays =
    Elle le reste tant que { $whose ->
        [other] ce travail continue
       *[own] vous continuez
    } ainsi.
result-lapsed = L’exigence a été remplie, mais a cessé de l’être le { $date } : dès ce jour, il en restait trop peu dans les { $years } dernières années.
result-qualifies =
    { $whose ->
        [other] Cette personne y sera admissible le <b>{ $date }</b> si ce travail continue ainsi.
       *[own] Vous y serez admissible le <b>{ $date }</b> si vous continuez ainsi.
    }
result-never-open = À ce nombre d’heures, ce jour n’arrive jamais : en { $years } ans il s’en ajoute trop peu. Plus d’heures par semaine y changeraient quelque chose.
result-never-ended = Il manque { $missing } heures dans les { $years } dernières années (environ { $months } mois à temps plein).
result-hours-open = Le jour où cela suffira dépend des heures par semaine, que je ne connais pas : écrivez-les, par exemple « 40 heures ».
result-only-canada = Seul le travail au Canada compte pour cette catégorie.
result-cut-off = Dernière ronde connue : { $date }, { $invitations } invitations, score le plus bas { $score } (données au { $known }).
result-cut-off-quiet = Aucune ronde depuis le { $date } (score le plus bas d’alors : { $score } ; données au { $known }).
result-no-round = Aucune ronde connue pour elle à ce jour (données au { $known }).
result-none = Aucune catégorie de professions ne correspond à ce que vous m’avez dit. Les rondes générales, de programme et des provinces n’ont pas de liste de professions.
result-considered = Pris en compte : { $occupations }.
result-was-listed = { $title } : listée dans { $categories } selon les règles du { $date }, qui ne s’appliquent plus.
result-notes = <b>Sur quoi cela repose</b>
note-window = J’ai compté les { $years } ans avant le { $date } ; ce jour lui-même n’est pas fini. La page officielle ne dit pas le jour de référence, c’est donc ma lecture.
note-months = Un mois sans jour compte dès son premier jour, comme début, ou jusqu’à son dernier, comme fin.
note-cap = Les heures au-delà de { $hours } par semaine ne comptent pas : de longues semaines ne remplacent pas les mois qui manquent.
note-apart = Les heures de professions différentes ne s’additionnent jamais ; chacune est comptée à part.
note-derived = Aucune page officielle ne donne les heures pour { $months } mois ; { $hours } découlent de { $per-month } par mois.
note-gap = Une pause de { $days } jours au plus n’interrompt pas le travail ; c’est ma lecture.
note-several = Plusieurs périodes de travail dans une même profession ont été additionnées. La page officielle demande une seule profession, pas un seul employeur ; c’est ma lecture.
note-unpaid = Le travail non payé a été laissé de côté : seul le travail payé compte.
note-student = Le travail pendant des études à temps plein ne compte jamais pour la catégorie de l’expérience canadienne, et la page des catégories n’en dit rien. Demandez à IRCC ou à un conseiller agréé.
note-self-employed = Le travail à son compte au Canada ne compte pas pour la catégorie de l’expérience canadienne (les médecins peuvent être une exception) ; à l’étranger il faut des contrats et des factures. La page des catégories n’en dit rien.
note-continuous =
    { $whose ->
        [other] Cette personne doit
       *[own] Vous devez
    } aussi être admissible à un programme d’Entrée express ; celui des travailleurs qualifiés (fédéral) demande toujours une année continue en dix ans.
note-quebec = Entrée express est pour ceux qui comptent vivre hors du Québec.
step-find =
    1. <a href="{ $link }">Cherchez { $whose ->
        [other] son
       *[own] votre
    } code CNP</a> par titre et mots clés, et notez sa FEER.
step-duties =
    2. Comparez { $whose ->
        [other] ses
       *[own] vos
    } tâches avec l’énoncé principal et les fonctions principales de { $links }.
step-category =
    3. Vérifiez que { $whose ->
        [other] son
       *[own] votre
    } code est listé sur la <a href="{ $link }">page officielle des catégories</a> (en anglais).
result-rules = Règles du { $date }, en vigueur aujourd’hui.
result-rules-old = Selon les règles du { $date }, <b>qui ne s’appliquent plus</b>. /regles aujourd’hui montre celles en vigueur.
result-legal = À titre d’information ; ce n’est pas un avis juridique.

## Après le résultat
ask-score =
    <b>Quel est { $whose ->
        [other] son
       *[own] votre
    } score SCG ?</b> Un nombre entier de 0 à { $highest }. Par exemple : 450.
button-chart = Courbe des seuils
button-chart-of = Courbe : { $category }
timeline-caption =
    { $whose ->
        [other] Son
       *[own] Votre
    } travail dans le temps, et les années qui comptent.
timeline-none = Il n’y a pas encore de travail daté à dessiner.

## Listes
noc-titles = Quelques-uns de ses titres : { $titles }.
noc-next-same = Dans la CNP { $version }, elle garde son code. Les règles s’en tiennent aux codes affichés ici jusqu’à ce que de nouvelles disent autre chose.
noc-next =
    { $count ->
        [one] Dans la CNP { $version }, elle devient { $codes }. Les règles s’en tiennent au code affiché ici jusqu’à ce que de nouvelles disent autre chose.
       *[other] Dans la CNP { $version }, elle devient l’une de celles-ci : { $codes }. Les règles s’en tiennent au code affiché ici jusqu’à ce que de nouvelles disent autre chose.
    }
categories-title = <b>Catégories selon les règles du { $date }</b>
categories-line = <b>{ $id }</b> – { $name } : { $requirement } ({ $count ->
        [0] pas de liste de professions
        [one] { $count } profession
       *[other] { $count } professions
    })
categories-tip = /categorie { $id } en montre une.
category-requirement = Ce qu’elle demande : { $requirement }.
category-source = Selon les règles du { $date }. Vérifiez la liste sur la <a href="{ $link }">page officielle (en anglais)</a>.
rules-title = <b>Règles du { $date }</b>
rules-in-force = En vigueur aujourd’hui.
rules-not-in-force = Plus en vigueur : les règles d’aujourd’hui sont du { $date }.
rules-to-come = En vigueur à partir du { $date }.
rules-changes = <b>Ce qui a changé par rapport aux règles du { $date }</b>
rules-first = Ce sont les premières règles des catégories.
rules-new = + Nouvelle : { $category } ({ $count })
rules-gone = − Supprimée : { $category }
rules-changed = ± { $category } :
rules-added = ajout : { $occupations }
rules-removed = retrait : { $occupations }
rules-requirement = maintenant { $now } (avant : { $before })
rules-chosen = Je réponds désormais selon les règles du { $date }, et non selon celles en vigueur. /regles aujourd’hui montre celles d’aujourd’hui, avec un bouton pour y revenir.
rules-known = Règles connues : { $dates }. /regles 2025-02-27 montre d’anciennes règles.
about =
    { $version }
    Professions : { $noc }, Statistique Canada, utilisée selon la Licence ouverte de Statistique Canada.
    Règles des catégories : en vigueur depuis le { $in-force } ; règles du { $rules }.
    Rondes d’invitations jusqu’au { $rounds }, bassin du { $pool }.

## Rondes d’invitations
program-general = Général (tous les programmes)
program-cec = Catégorie de l’expérience canadienne
program-pnp = Programme des candidats des provinces
program-fst = Programme des travailleurs de métiers spécialisés (fédéral)
program-fsw = Programme des travailleurs qualifiés (fédéral)
draws-title = <b>Dernière ronde de chaque catégorie et programme</b>
draws-line = { $date }, { $invitations } invitations, score le plus bas { $score }
draws-latest = • { $name } : { $line } ({ $id })
draws-last = <b>{ $name }</b> : dernière ronde connue { $line }. Une ronde passée ne prédit rien, et les dates des prochaines ne sont pas annoncées. Davantage : /rondes { $id }
draws-never = aucune ronde jusqu’ici
draws-range =
    Au cours des 12 derniers mois : { $count ->
        [one] une ronde, score le plus bas { $lowest }
       *[other] { $count } rondes, scores les plus bas de { $lowest } à { $highest }
    }.
draws-no-category = Selon les règles du { $date }, ce n’est pas une catégorie.
draws-quiet = Aucune ronde au cours des 12 derniers mois ; la dernière a eu lieu le { $date }.
draws-known-to = Rondes connues jusqu’au { $date } ; les plus récentes sont sur la <a href="{ $link }">page officielle</a>.
crs-title = <b>Ce qu’un score de { $score } aurait donné</b>
crs-line =
    • { $stream } : { $rounds ->
        [one] { $reached ->
            [0] insuffisant dans sa seule ronde
           *[other] suffisant dans sa seule ronde
        }
       *[other] { $share ->
            [all] suffisant dans ses { $rounds } dernières rondes
            [none] insuffisant dans ses { $rounds } dernières rondes
           *[some] suffisant dans { $reached } de ses { $rounds } dernières rondes
        } (scores les plus bas de { $lowest } à { $highest })
    } ; { $gap } { $side ->
        [above] au-dessus
       *[below] au-dessous
    } de la dernière, du { $date }.
crs-no-round = • { $stream } : aucune ronde jusqu’ici.
crs-nomination =
    • { $stream } : une désignation ajoute { $points } points. Avec eux, { $whose ->
        [other] ses
       *[own] vos
    } { $with } auraient { $share ->
        [all] suffi dans ses { $rounds } dernières rondes
        [none] été insuffisants dans ses { $rounds } dernières rondes
       *[some] suffi dans { $reached } de ses { $rounds } dernières rondes
    } (scores les plus bas de { $lowest } à { $highest }).
crs-points-changed = Les scores d’avant le { $date }, où les points ont changé, ne se comparent peut-être pas.
crs-pool =
    Le bassin au { $date } : sur { $total } personnes, { $above } avaient plus de { $highest } points, et { $band } en avaient de { $lowest } à { $highest }, comme { $whose ->
        [other] cette personne
       *[own] vous
    }.
crs-no-forecast = Un score passé ne prédit rien.

## Images
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
picture-chart-subtitle = Score le plus bas invité à chaque ronde
picture-chart-known = Rondes connues jusqu’au { $date }.
picture-chart-nomination = Ces scores contiennent les { $points } points d’une désignation.
picture-points-changed = Points modifiés le { $date }
picture-score =
    { $whose ->
        [other] Son
       *[own] Votre
    } score : { $score }
picture-score-above =
    { $whose ->
        [other] Son
       *[own] Votre
    } score, { $score }, est bien au-dessus
picture-score-below =
    { $whose ->
        [other] Son
       *[own] Votre
    } score, { $score }, est bien au-dessous
picture-timeline-title =
    { $whose ->
        [other] Son
       *[own] Votre
    } travail au fil du temps
picture-timeline-subtitle = Au { $date }, selon les règles du { $rules }
picture-window =
    { $years ->
        [one] L’année qui compte
       *[other] Les { $years } années qui comptent
    } : { $first } – { $last }
picture-window-name =
    { $years ->
        [one] L’année qui compte
       *[other] Les { $years } années qui comptent
    }
picture-hours = { $hours } h par semaine
picture-unpaid = Non payé : ne compte pas
picture-away = Absence : pas travaillé, ne compte pas
picture-unlisted = Ne compte pour aucune catégorie en vigueur
picture-spells-left-out =
    { $count ->
        [one] Un emploi plus ancien n’est pas montré.
       *[other] { $count } emplois plus anciens ne sont pas montrés.
    }
picture-met-heading = Quand l’exigence est remplie
picture-status-met = remplie
picture-status-not-yet = pas encore
picture-status-lapsed = plus remplie
picture-met-since = Depuis le { $date }
picture-met = Depuis des années
picture-met-until = cesse le { $date }
picture-met-stays =
    tant que { $whose ->
        [other] ce travail continue
       *[own] vous continuez
    }
picture-met-then =
    À partir du { $date } si { $whose ->
        [other] ce travail continue
       *[own] vous continuez
    } ({ $credited } heures sur { $required })
picture-met-before = A cessé le { $date } (maintenant { $credited } sur { $required } heures)
picture-met-never = Trop peu d’heures : { $credited } sur { $required }
picture-categories-left-out =
    { $count ->
        [one] Une autre catégorie est dans le texte.
       *[other] { $count } autres catégories sont dans le texte.
    }
picture-text-rounds =
    { $rounds ->
        [one] Score le plus bas de sa seule ronde, du { $last }
       *[other] Scores les plus bas de { $rounds } rondes, du { $first } au { $last }
    }
picture-text-score =
    { $whose ->
        [other] Son
       *[own] Votre
    } score, { $score } : suffisant (+) à { $reached } { $rounds ->
        [one] ronde sur { $rounds }
       *[other] rondes sur { $rounds }
    }

## Pages officielles
lists-changed = ⚠️ <b>Les listes officielles semblent avoir changé le { $date }</b> ; vérifiez la <a href="{ $link }">page officielle (en anglais)</a>.
draws-checked = Comparées pour la dernière fois à la source officielle le { $date }.

## Rappels
button-remind = Me le rappeler
button-remind-on = 🔔 { $what }
button-remind-off = ✖ { $what }
remind-title = <b>Vos rappels</b>
remind-none = Vous n’en avez pas encore.
remind-wish-qualifies =
    { $name } : le jour où { $whose ->
        [other] cette personne y sera
       *[own] vous y serez
    } admissible, le { $date }
remind-wish-lapses =
    { $name } : { $when ->
        [soon] que { $whose ->
            [other] cette personne ne sera plus
           *[own] vous ne serez plus
        } admissible le { $date }
       *[ahead] { $months ->
            [one] { $months } mois
           *[other] { $months } mois
        } avant le jour où { $whose ->
            [other] cette personne ne sera plus
           *[own] vous ne serez plus
        } admissible, le { $date }
    }
remind-wish-rounds = { $name } : chaque nouvelle ronde
remind-wish-rounds-score = { $name } : les nouvelles rondes dont le score le plus bas est de { $score } ou moins
remind-tried = J’ai essayé de vous le dire le { $date } et je ne peux pas savoir si cela vous est parvenu.
remind-set =
    { $when ->
        [soon] C’est fait. Je vous le dirai dès le prochain matin
       *[ahead] C’est fait. Je vous le dirai
    } – { $what }.
remind-already = Vous l’avez déjà – { $what }.
remind-removed = Enlevé – { $what }.
remind-gone = Ce rappel n’existe plus.
remind-too-many = Vous avez { $most } rappels, le plus que je peux garder. Enlevez-en un d’abord.
remind-no-result = Pour le jour où vous serez admissible à une catégorie et celui où vous ne le serez plus, il me faut d’abord votre résultat : tapez votre métier et répondez aux questions. Pour les nouvelles rondes d’une catégorie, tapez par exemple : /rappels santé.
remind-rounds-tip = Pour les nouvelles rondes d’une catégorie ou d’un programme, tapez par exemple : /rappels general, ou /rappels general 478 pour celles qu’un score de 478 aurait atteintes.
remind-hours =
    J’écris entre { $from } h et { $until } h, { $whose ->
        [city] à l’heure de { $city } (UTC{ $offset } en ce moment)
        [own] à votre heure (UTC{ $offset }), qui ne suit pas l’heure d’été
       *[usual] à UTC{ $offset } (heure normale de l’Est, même en été)
    }. Pour changer cela, dites-moi où vous vivez, ou envoyez l’heure qu’il y est, par exemple : /rappels heure 21:30.
remind-time-set = C’est noté, je suis désormais votre heure.
button-zones = 🕘 Là où je vis
button-zones-back = ◀ Autres régions
ask-zone = <b>Où vivez-vous ?</b> C’est pour vous écrire à une heure convenable et compter les jours selon votre calendrier. Si votre ville n’y est pas, tapez-la, ou la grande ville la plus proche, par exemple : /rappels Dakar.
zone-region-canada = Canada
zone-region-americas = Amériques
zone-region-europe = Europe
zone-region-africa = Afrique
zone-region-middle-east = Moyen-Orient
zone-region-south-asia = Asie du Sud
zone-region-asia-pacific = Asie et Pacifique
# A zone without a text is called by its city in the database.
zone-America-St_Johns = Saint-Jean (T.-N.-L.)
zone-America-Toronto = Montréal, Toronto
zone-America-Regina = Regina, Saskatoon
zone-America-Edmonton = Calgary, Edmonton
zone-America-Mexico_City = Mexico
zone-America-Bogota = Bogotá
zone-America-Sao_Paulo = São Paulo
zone-America-Jamaica = Jamaïque
zone-Europe-London = Londres
zone-Europe-Lisbon = Lisbonne
zone-Europe-Brussels = Bruxelles
zone-Europe-Warsaw = Varsovie
zone-Europe-Bucharest = Bucarest
zone-Europe-Moscow = Moscou
zone-Africa-Algiers = Alger
zone-Africa-Cairo = Le Caire
zone-Africa-Douala = Douala, Yaoundé
zone-Africa-Addis_Ababa = Addis-Abeba
zone-Asia-Beirut = Beyrouth
zone-Asia-Baghdad = Bagdad
zone-Asia-Riyadh = Riyad
zone-Asia-Kuwait = Koweït
zone-Asia-Qatar = Doha
zone-Asia-Dubai = Dubaï
zone-Asia-Tehran = Téhéran
zone-Asia-Kabul = Kaboul
zone-Asia-Karachi = Karachi, Lahore
zone-Asia-Kolkata = Delhi, Mumbai
zone-Asia-Kathmandu = Katmandou
zone-Asia-Dhaka = Dacca
zone-Asia-Ho_Chi_Minh = Hô-Chi-Minh-Ville
zone-Asia-Shanghai = Pékin, Shanghai
zone-Asia-Manila = Manille
zone-Asia-Singapore = Singapour
zone-Asia-Seoul = Séoul
zone-Australia-Sydney = Sydney, Melbourne
remind-elsewhere = Les rappels viennent dans une conversation privée avec le robot sur Telegram.
remind-elsewhere-days = D’après ce que vous m’avez dit, il pourrait vous dire :
bad-remind = Je ne connais ni catégorie, ni programme, ni ville « { $text } ». Il y a : { $ids }. Par exemple : /rappels santé.
bad-remind-time = Je ne peux lire « { $text } » ni comme une heure ni comme une ville. Envoyez l’heure qu’il est chez vous, par exemple : /rappels heure 21:30, ou votre ville : /rappels Dakar.
remind-told-qualifies =
    { $when ->
        [today] 🔔 <b>C’est aujourd’hui.</b> { $whose ->
            [other] D’après ce qui a été dit, la personne concernée remplit
           *[own] D’après ce que vous m’avez dit, vous remplissez
        } ce que demande la catégorie { $name } à partir d’aujourd’hui, { $date }.
       *[late] 🔔 <b>Le jour est venu.</b> { $whose ->
            [other] D’après ce qui a été dit, la personne concernée remplit
           *[own] D’après ce que vous m’avez dit, vous remplissez
        } ce que demande la catégorie { $name } depuis le { $date }.
    }
    Cela repose sur les règles du { $rules } et sur un travail qui a continué comme { $whose ->
        [other] cela a été dit
       *[own] vous l’avez dit
    }. /commencer permet de le vérifier.
remind-told-lapses =
    { $when ->
        [ahead] 🔔 <b>{ $name } : bientôt, { $whose ->
            [other] ce ne sera plus rempli
           *[own] vous ne serez plus admissible
        }.</b> { $whose ->
            [other] D’après ce qui a été dit, la personne concernée remplit
           *[own] D’après ce que vous m’avez dit, vous remplissez
        } ce que demande cette catégorie jusqu’au { $date } ; dès ce jour, trop peu de { $whose ->
            [other] son travail
           *[own] votre travail
        } est assez récent.
       *[late] 🔔 <b>{ $name } : { $whose ->
            [other] ce n’est plus rempli
           *[own] vous n’êtes plus admissible
        }.</b> { $whose ->
            [other] D’après ce qui a été dit, la personne concernée remplissait
           *[own] D’après ce que vous m’avez dit, vous remplissiez
        } ce que demande cette catégorie jusqu’au { $date }.
    }
    Cela repose sur les règles du { $rules }. Si { $whose ->
        [other] cette personne a travaillé
       *[own] vous avez travaillé
    } depuis, /commencer en tient compte.
remind-told-rules-changed = ⚠ Les règles ont changé depuis : celles du { $date } sont en vigueur. Vérifiez de nouveau avant de vous y fier.
remind-told-rounds =
    🔔 <b>{ $name } : { $count ->
        [one] une nouvelle ronde
       *[other] { $count } nouvelles rondes
    }</b>
remind-told-more =
    /rondes { $stream } { $count ->
        [one] la montre
       *[other] les montre
    } à côté des précédentes.
remind-told-stop = /rappels donne vos rappels et permet de les enlever.
telegram-command-remind = Savoir le jour où vous serez admissible, et les nouvelles rondes
telegram-group-remind = Les rappels restent entre vous et moi : écrivez /rappels à @{ $bot } en privé.

## Le terminal
terminal-hint = Tapez une réponse ou le numéro d’un choix. /aide pour plus, Ctrl-D pour sortir.
terminal-bye = Au revoir.
prompt = vous
terminal-picture = Image enregistrée dans { $file }.
terminal-picture-how = (nocbot chat --out DOSSIER l’enregistre aussi comme image.)
terminal-file = Enregistré dans { $file }.
terminal-file-how = (nocbot chat --out DOSSIER enregistre le fichier.)
terminal-picture-failed = Le fichier { $file } n’a pas pu être enregistré : { $problem }.

## Telegram
telegram-start-over = Je n’ai plus notre conversation (les réponses sont effacées 30 jours après le dernier message, ou ne se lisent plus après un changement du bot). Recommençons.
telegram-trouble = Quelque chose n’a pas marché de mon côté ; vos réponses sont en sécurité. Réessayez dans une minute.
telegram-only-text = Je ne lis que le texte. Copiez ou tapez ici ce qu’il dit.
telegram-flood = C’est plus que je ne peux répondre d’un coup. Attendez quelques secondes, puis continuez.
telegram-press-old = Ce bouton appartient à une question précédente.
telegram-forgotten = C’est fait : tout ce que je gardais de vous est effacé. /commencer pour recommencer.
telegram-language-which = Quelle langue dois-je parler ?
telegram-language-own-name = Français
telegram-privacy =
    <b>Ce qui est gardé</b>
    Vos réponses dans cette conversation et la langue choisie, et seulement pour calculer votre résultat : professions, dates, heures, lieu, niveaux de français, score SCG. Ni nom, ni texte de message.
    <b>Combien de temps</b>
    Jusqu’à 30 jours après votre dernier message ; ensuite tout est effacé. /oublier efface tout aussitôt.
    <b>Rappels</b>
    Chaque rappel garde son sujet – une catégorie, un jour, la date des règles, ou jusqu’à quelle ronde je vous ai informé – avec sa langue, le numéro de cette conversation et, si vous l’avez dit, votre fuseau horaire. Il est gardé jusqu’à son envoi ou jusqu’à ce que vous l’enleviez, aussi longtemps que cela dure ; celui dont je ne peux pas savoir s’il vous est parvenu, 30 jours de plus. /oublier les efface aussi, et me bloquer également.
    <b>En chemin</b>
    Votre message tel que Telegram l’envoie, et ma réponse, sont gardés jusqu’à ce que l’un soit traité et l’autre envoyée, d’ordinaire moins d’une seconde, pour que rien ne se perde quand je redémarre ; un message que je n’ai pas pu traiter, 30 jours au plus. /oublier les efface aussi.
    Le numéro que Telegram donne à chaque envoi est gardé 48 heures, sans vous, pour que rien ne reçoive deux réponses. Dans les groupes et en ligne, rien d’autre n’est gardé.
telegram-command-start = Commencer ou recommencer
telegram-command-qualify = Un métier est-il admissible ? Par exemple : /metier infirmière
telegram-command-noc = Ce qu’est un code CNP : /cnp 31301
telegram-command-categories = Les catégories en vigueur
telegram-command-category = Une catégorie : /categorie santé
telegram-command-draws = Les dernières rondes : /rondes santé
telegram-command-crs = Ce qu’un score aurait donné : /scg 450
telegram-command-rules = Les règles en vigueur, ou d’anciennes
telegram-command-edit = Changer une réponse
telegram-command-language = Français ou anglais
telegram-command-privacy = Ce qui est gardé, pourquoi et combien de temps
telegram-command-forget = Effacer tout ce qui est gardé de vous
telegram-command-cancel = Oublier cette conversation
telegram-command-help = Ce que je comprends
telegram-press-other = Cette vérification est celle de quelqu’un d’autre. Faites la vôtre avec /metier et votre métier, ou écrivez à @{ $bot }.
telegram-group-ask = <b>Quel est votre métier ?</b> Répondez à ce message, avec vos mots.
telegram-group-none = Je n’y ai pas trouvé de profession. Essayez un synonyme, ou seulement les mots clés de ce que vous faites.
telegram-group-placeholder = votre métier, par exemple pharmacien
telegram-group-help =
    <b>Votre métier est-il admissible ?</b> Demandez-le-moi ici : /metier@{ $bot } pharmacien à Dakar, 3 ans à temps plein. Ou mentionnez @{ $bot } avec votre métier.
    Et aussi : /cnp 31301, /categories, /categorie santé, /regles, /confidentialite. Pour des dates exactes, écrivez à @{ $bot } en privé.

## La vérification rapide dans les groupes
quick-other-words = Ce n’est pas votre métier ? Demandez avec d’autres mots.
quick-button-check = Vérification rapide
quick-change-months = Autres mois
quick-change-hours = Autres heures
quick-change-place = Autre lieu
quick-button-private = Dates exactes, en privé
quick-ask-months = <b>Combien de mois y avez-vous travaillé ces { $years } dernières années ?</b>
quick-months-0 = Moins de 6
quick-months-6 = 6 à 11
quick-months-12 = 12 à 23
quick-months-24 = 24 ou plus
quick-ask-hours = <b>Combien d’heures payées par semaine ?</b>
quick-hours-full = Temps plein, 30 ou plus
quick-hours-part = Temps partiel, 15 à 29
quick-hours-few = Moins de 15
quick-ask-place = <b>Ce travail était-il au Canada ou à l’étranger ?</b>
quick-told-months = { $months } mois
quick-assumed-still = J’ai supposé que vous y travaillez encore.
quick-yes = ✅ <b>{ $category } : il semble que oui.</b> { $requirement }.
quick-possibly = ❔ <b>{ $category } : peut-être – les heures y sont, mais voyez plus bas.</b> { $requirement }.
quick-depends = ❔ <b>{ $category } : cela dépend de vos dates et heures exactes.</b> { $requirement }.
quick-no = ⏳ <b>{ $category } : pas encore.</b> { $requirement }.
quick-rough = Une vérification rapide ; je ne garde rien ici.
quick-several = J’ai pris la profession la plus proche pour chaque emploi ; en privé, vous pouvez la changer.
quick-tell-again = En privé, redites-le-moi : le bouton ne peut pas tout contenir.

## Le mode en ligne
inline-not-listed = dans aucune catégorie
inline-button-private = Vérifier votre métier en privé
inline-button-none = Aucune profession trouvée : demandez-moi en privé
inline-how-title = Tapez un métier après mon nom
inline-how-description = Par exemple : @{ $bot } pharmacien
inline-how-text = Un métier est-il admissible à Entrée express ? Tapez <code>@{ $bot } pharmacien</code> dans une conversation et choisissez une carte.

## The conversation that asks only what matters
job = <b>Quel est votre métier, et depuis quand ?</b> Dites tout ce que vous savez : « soudeur à Dubaï de mars 2021 à décembre 2023, 40 heures par semaine ». Un code CNP comme 31301 convient aussi.
job-next = <b>Quel autre emploi ?</b> Avec ses dates, si vous les avez : « cuisinier de 2019 à 2021 ».
job-other-words =
    Je n’ai pas trouvé de profession pour « { $words } ». <b>{ $whose ->
        [other] Qu’y fait cette personne
       *[own] Qu’y faites-vous
    }, en d’autres mots ?</b> Par exemple : « réparer des camions », « garder des enfants ».
job-in-words =
    <b>{ $whose ->
        [other] Que fait cette personne
       *[own] Que faites-vous
    } dans cet emploi ?</b> Un titre, ou quelques mots : « réparer des camions », « garder des enfants ».
where-not-what = « { $employer } » me dit le lieu de travail, mais pas le métier.
job-unnamed = Cet emploi
job-hours = { $hours } h par semaine
job-dates = { $start } – { $end }
job-from = depuis { $start }
job-still = toujours en poste
job-until = jusqu’à { $end }
job-months = pendant { $months } mois
job-from-months = dès { $start }, pendant { $months } mois
job-until-months = { $months } mois, jusqu’à { $end }
job-away = absence : { $start } – { $end }
job-away-weeks-of =
    absence de { $weeks ->
        [one] 1 semaine
       *[other] { $weeks } semaines
    } en { $start }
job-away-weeks =
    { $weeks ->
        [one] absence d’une semaine
       *[other] absence de { $weeks } semaines
    }
either = { $first } ou { $last }
noted = C’est noté : { $details }.
noted-in-vain = C’est noté : { $details }. Cela ne change pas le résultat.
left-open = Je laisse cela ouvert et compte le minimum.
hours-a-day = Et combien d’heures un tel jour ? Par exemple : « 8 heures par jour, 7 jours ».
known-already = C’est déjà noté.
one-person = J’examine une personne à la fois ; ici, { $whose ->
    [other] la personne pour qui vous demandez
    [writer] votre propre travail
   *[first] la première nommée
}. Pour quelqu’un d’autre, /commencer.
noted-french =
    J’ai noté { $whose ->
        [other] ses
       *[own] vos
    } niveaux de français.
noted-test = C’est noté : { $test }. Avec ses quatre notes (compréhension et expression, orales et écrites), je peux en tenir compte.
noted-no-test = C’est noté : pas de test de français pour l’instant.
test-without-scores = Un test de français compte par ses notes : une fois connues, tapez-les ici, par exemple : TCF CO 480, EO 13, CE 470, EE 12.
noted-score =
    J’ai noté { $whose ->
        [other] son
       *[own] votre
    } score : { $score }.
confirm-card = <b>Est-ce bien cela ?</b>
confirm-listed = ✔ Sur la liste : { $categories }
confirm-not-listed = ✘ Sur la liste d’aucune catégorie
button-right = C’est juste
button-change = Modifier
button-leave-out = Laisser cet emploi de côté
button-skip = Je ne sais pas
which-start = <b>De quel début s’agit-il ?</b>
which-end = <b>De quelle fin s’agit-il ?</b>
which-hours = <b>De combien d’heures s’agit-il ?</b>
which-hours-odd = <b>Est-ce bien cela, par semaine ?</b>
button-other-hours = Un autre nombre d’heures
which-country = <b>Était-ce au Canada ou à l’étranger ?</b>
month-of-start =
    <b>En quel mois de { $year } { $whose ->
        [other] cet emploi a-t-il commencé
       *[own] avez-vous commencé
    } ?</b>
month-of-end = <b>En quel mois de { $year } cela a-t-il pris fin ?</b>
ask-away =
    <b>De quand à quand { $whose ->
        [other] cette personne n’a-t-elle pas travaillé
       *[own] n’avez-vous pas travaillé
    } (congé, arrêt, autre absence) ?</b> Par exemple : de juin 2024 à janvier 2025.
button-hours-weekly = { $hours } h par semaine
button-hours-daily = { $daily } h par jour, { $days } jours ({ $hours } h par semaine)
more =
    <b>{ $whose ->
        [other] Cette personne a-t-elle
       *[own] Avez-vous
    } eu un autre emploi ces { $years } dernières années ?</b> Racontez-le en une ligne, ou répondez non.
button-nothing-more = Non, c’est tout
button-more-work = Ajouter un emploi
change-job = <b>Que faut-il modifier ?</b> Dites-le en mots (« jusqu’en juin 2024 », « 30 heures ») ou choisissez.
    { $job }
change-what = <b>Que faut-il modifier ?</b> Dites-le en mots (« en fait 30 heures ») ou choisissez.
button-field-job = Une autre profession
greeting = Bonjour !
thanks = Avec plaisir.
choose-which =
    { $count ->
        [2] Oui, mais laquelle des deux réponses ?
       *[other] Oui, mais laquelle de ces réponses ?
    } Choisissez-en une, ou dites-le avec vos mots.
missed-empty = Je n’ai trouvé aucun mot dans ce message.
missed = Je n’ai pas pu tirer de réponse de « { $text } ».
missed-job = Je n’ai pas trouvé de métier dans « { $text } ». Un titre d’emploi ou quelques mots sur le travail suffisent.
missed-job-again =
    Autrement : dites { $whose ->
        [other] ce que cette personne fait de ses journées (« elle répare des moteurs de camion »)
       *[own] ce que vous faites de vos journées (« je répare des moteurs de camion »)
    }, ou envoyez les cinq chiffres de { $whose ->
        [other] son
       *[own] votre
    } code CNP. /commencer recommence.
missed-result = Je n’ai pas pu lire « { $text } ». Votre résultat reste ; vous pouvez le compléter en mots : « en fait 30 heures », « j’ai aussi été cuisinière en 2022 », « NCLC 7 7 7 8 ».
missed-result-again = Votre résultat reste. Les boutons en montrent davantage ; « Modifier » permet de corriger quelque chose.
missed-way-out-buttons = Choisissez l’un des boutons ci-dessous. /retour revient à la question précédente, /commencer recommence.
missed-way-out = Si vous ne pouvez pas le dire, choisissez « Je ne sais pas » : je compterai le minimum. /retour revient à la question précédente, /commencer recommence.
missed-example-confirm = Si la fiche est juste, choisissez « C’est juste ». Sinon, dites ce qui ne va pas : « non, jusqu’en 2023 », « non, je suis plombière ».
missed-example-choose = Choisissez la réponse la plus proche, ou décrivez le métier en d’autres mots.
missed-example-which = Choisissez l’une des réponses, ou dites-le en toutes lettres.
missed-example-start = Le mois et l’année sont l’idéal, l’année seule peut suffire : « mars 2023 », « 2021 », « il y a 2 ans ».
missed-example-end = Le mois et l’année sont l’idéal : « août 2024 ». Ou « toujours en poste ».
missed-example-hours = Un nombre d’heures suffit : « 40 ». Ou « temps plein », « 5 jours de 8 heures ».
missed-example-country = Un pays ou une ville suffit : « Abidjan », « Canada ».
missed-example-kind = Par exemple : « salarié », « à mon compte », « stage », « bénévole ».
missed-example-away = Par exemple : « de juin 2024 à janvier 2025 ». S’il n’y a pas eu de congé, répondez non.
missed-example-more = Répondez non s’il n’y a rien à ajouter, ou racontez l’emploi : « cuisinier de 2019 à 2021 ».
missed-example-french = Quatre niveaux suffisent : « 7 7 6 8 ». Ou vos notes au TEF ou au TCF. Ou « pas de test ».
missed-example-military = Oui ou non suffit ; pour les années, un nombre.
missed-example-score = Un nombre entier, comme 450.
missed-example-result = Par exemple : « début », puis le mois ; « en fait 30 heures » ; « fini en août 2026 » ; « plombier et non soudeur ».
date-of-what = Quelle date est-ce, le début ou la fin ? Choisissez et écrivez-la de nouveau, ou dites « depuis … » ou « jusqu’en … ».
# Pourquoi la question ouverte est posée, tant qu’il n’y a pas de résultat à expliquer.
no-result-yet = Il n’y a pas encore de résultat.
why-asked-job = Les catégories énumèrent des professions et comptent, pour chacune, le travail récent. Je demande donc d’abord le métier.
why-asked-confirm = Ce que montre la fiche est ce qui sera compté. Je demande donc si elle est juste.
why-asked-choose = Chacune est une profession à part, et une catégorie n’en liste que certaines. Je demande donc laquelle.
why-asked-which = Ce qui a été dit peut se lire de plusieurs façons, et le résultat en dépend. Je pose donc la question.
why-asked-start = Seul le travail des dernières années compte, jour par jour. Je demande donc quand il a commencé.
why-asked-end = Seul le travail des dernières années compte, jour par jour. Je demande donc quand il a pris fin.
why-asked-hours = Le travail se compte en heures, jusqu’à 30 par semaine. Je demande donc combien.
why-asked-country = Certaines catégories et certains programmes ne comptent que le travail au Canada. Je demande donc où.
why-asked-kind = Le travail non payé ne compte pas, et le travail indépendant ou étudiant ne compte pas dans tous les programmes. Je pose donc la question.
why-asked-away = Les congés non payés ne comptent pas. Je demande donc quand c’était.
why-asked-more = Le travail raconté jusqu’ici ne remplit aucune catégorie ; un autre emploi récent pourrait y changer quelque chose. Je pose donc la question.
why-asked-french = Une catégorie s’adresse aux personnes qui ont de bons résultats en français. Je les demande donc.
why-asked-military = Une catégorie s’adresse aux personnes qui servent dans une armée étrangère. Je pose donc la question.
why-asked-score = Avec le score, je peux comparer avec les rondes passées. Je le demande donc.
missed-upset = Je suis désolé que cela n’ait pas aidé. Dites en peu de mots ce qui ne va pas (« je suis plombier », « jusqu’en 2023 », « 40 heures »), ou recommencez avec /commencer. Un programme ne voit pas tout : les <a href="https://www.canada.ca/fr/services/immigration-citoyennete.html">pages officielles d’IRCC</a> ont le dernier mot.
bad-dates-order = La fin ({ $end }) précède le début ({ $start }) : j’ai gardé ce que j’avais.
result-comes = Le résultat le dira ; il me faut d’abord quelques réponses.
result-stays-above = Votre résultat se trouve plus haut. Vous pouvez encore le compléter ou le corriger en mots.
result-impossible = Ces dates ne concordent pas. Choisissez « Modifier ».
button-why = Pourquoi ?
button-others = Autres catégories
button-next = Et après ?
button-timeline-short = Frise
button-my-score =
    { $whose ->
        [other] Son
       *[own] Mon
    } score
button-french = Test de français
summary-eligible =
    ✅ <b>{ $category } : { $whose ->
        [other] cette personne est admissible
       *[own] vous êtes admissible
    }</b>
summary-possibly = ❔ <b>{ $category } : peut-être – les heures y sont, mais voyez ci-dessous</b>
summary-student = ⚠ Le travail pendant des études à temps plein ne compte pas pour la catégorie de l’expérience canadienne, et la page de la catégorie n’en parle pas : demandez à IRCC.
summary-self-canada = ⚠ Le travail à son compte au Canada ne compte pas pour la catégorie de l’expérience canadienne (sauf, peut-être, pour les médecins), et la page de la catégorie n’en parle pas.
summary-self-abroad = ⚠ Le travail à son compte se prouve par des contrats et des factures ; la page de la catégorie n’en parle pas.
summary-open = ❔ <b>{ $category } : à préciser</b> – ce que je ne sais pas encore décide : dites-moi les dates ou les heures qui manquent
summary-not-yet = ⏳ <b>{ $category } : pas encore</b>
summary-no-longer = ⌛ <b>{ $category } : plus maintenant</b>
summary-no = ✘ { $category } : non. Il faut { $requirement }.
summary-no-military = ✘ { $category } : non, faute de { $missing }. Il faut { $requirement }.
military-serving = service en cours
military-years = { $years } ans de service
military-offer = l’offre d’emploi des Forces canadiennes de { $years } ans
military-credential = diplôme de { $years } ans
summary-unknown = ❔ { $category } : à préciser. Il faut { $requirement }.
summary-unpaid =
    ⏳ <b>{ $category } : pas encore</b>. { $whose ->
        [other] Cette profession est
       *[own] Votre profession est
    } sur la liste, mais seul le travail payé compte.
summary-unlisted =
    ✘ <b>{ $whose ->
        [other] Cette profession
       *[own] Votre profession
    } n’est sur la liste d’aucune catégorie</b>
summary-occupation = { $title } ({ $code })
summary-low-teer = { $title } ({ $code }) : FEER { $teer } ; les programmes d’Entrée express prennent les FEER 0 à { $highest }.
summary-other-rounds-shut = Restent les programmes des provinces hors d’Entrée express.
summary-other-rounds = Restent les rondes sans liste de professions, les programmes des provinces et le français.
summary-old-rules = ⚠ <b>Selon les règles du { $date }, qui ne s’appliquent plus.</b>
summary-hours = { $title } ({ $code }) · { $credited } heures sur { $required } ({ $months } mois)
summary-hours-least = { $title } ({ $code }) · au moins { $credited } heures sur { $required } ({ $months } mois)
summary-hours-most = { $title } ({ $code }) · de { $credited } à { $most } heures sur { $required } ({ $months } mois)
summary-since-stays =
    Depuis le { $date }, tant que { $whose ->
        [other] ce travail continue
       *[own] vous continuez
    }
summary-stays =
    { $whose ->
        [other] Tant que ce travail continue
       *[own] Tant que vous continuez
    }
summary-until =
    Jusqu’au { $date }, sauf si { $whose ->
        [other] ce travail reprend
       *[own] vous reprenez ce travail
    } : ensuite, il en reste trop peu dans les { $years } dernières années
summary-until-open =
    Jusqu’au { $date }, { $whose ->
        [other] même si ce travail continue ainsi
       *[own] même en continuant ainsi
    } : ensuite, il en reste trop peu dans les { $years } dernières années
summary-from =
    À partir du <b>{ $date }</b> si { $whose ->
        [other] ce travail continue ainsi
       *[own] vous continuez ainsi
    }
summary-lapsed = C’était le cas jusqu’au { $date } ; depuis, il en reste trop peu dans les { $years } dernières années
summary-never = À ce rythme, le compte n’y est jamais sur { $years } ans ; plus d’heures par semaine y changeraient quelque chose
summary-missing = Il manque { $missing } heures dans les { $years } dernières années, environ { $months } mois à temps plein
summary-only-canada = Seul le travail au Canada compte pour elle
summary-round = Dernière ronde connue : { $date }, score le plus bas { $score } (données au { $known })
summary-round-quiet = ⚠ Aucune ronde depuis le { $date }, score le plus bas d’alors { $score } (données au { $known })
summary-no-round = Aucune ronde connue pour elle à ce jour (données au { $known })
summary-round-program = { $program } le { $date }, score le plus bas { $score }
summary-round-programs =
    { $count ->
        [one] Dernière ronde connue
       *[other] Dernières rondes connues
    } : { $rounds } (données au { $known })
summary-pool = Bassin : { $programs }
summary-pool-met = { $program } : travail ✔
summary-pool-not-yet = { $program } : pas encore assez de travail
summary-pool-none = { $program } : travail ✘
summary-pool-none-canada = { $program } : travail ✘ (rien au Canada)
summary-pool-open = { $program } : travail ? (à préciser)
summary-no-program = ⚠ Mais ce travail ne suffit encore à aucun programme d’Entrée express, et une catégorie n’invite que des personnes du bassin.
summary-quebec = ⚠ Seulement pour vivre hors du Québec. À titre d’information ; ce n’est pas un avis juridique.
summary-next =
    Ensuite : <a href="{ $link }">{ $whose ->
        [other] comparez ces tâches
       *[own] comparez vos tâches
    } avec la page officielle</a>
others-title = <b>Les autres catégories</b>
others-not-yet = ⏳ { $category } : pas encore. Il faut { $requirement }.
others-unknown = ❔ { $category } : à préciser. Il faut { $requirement }.
others-no = ✘ { $category } : non. Il faut { $requirement }.
others-not-listed =
    ✘ { $category } : aucune de { $whose ->
        [other] ses
       *[own] vos
    } professions n’est sur sa liste.
others-end = /categorie et un nom montre une liste, par exemple : /categorie santé
next-title = <b>Et après ?</b>
next-letter =
    4. Demandez à chaque employeur une lettre à en-tête, signée, avec ses coordonnées : { $whose ->
        [other] le titre du poste
       *[own] votre titre
    }, les dates, les heures par semaine, le salaire et les tâches, sans recopier la page officielle.
next-program =
    5. Une catégorie n’invite que des personnes du bassin d’Entrée express : vérifiez que { $whose ->
        [other] cette personne répond
       *[own] vous répondez
    } à l’un des programmes, avec un test de langue et, pour des études à l’étranger, une évaluation du diplôme.
assumed-paid = J’ai compté un emploi salarié. Si ce n’en est pas un, dites-le (« à mon compte », « bénévole »).
assumed-least = Ce que vous avez laissé ouvert, je l’ai compté au minimum.
assumed-away = Laissé hors du compte : { $away }.
topic-teer = La FEER dit combien de formation ou d’études une profession demande d’habitude, de 0 (gestion) à 5. Les programmes d’Entrée express prennent les FEER 0 à { $highest }.
topic-noc = La CNP est la liste canadienne des professions ; chacune a un code à cinq chiffres. Vous pouvez me dire votre métier en mots ; la <a href="{ $find }">page officielle</a> aide aussi à trouver le code.
topic-nclc = Les NCLC sont l’échelle canadienne pour le français (CLB pour l’anglais) ; un résultat au TEF ou au TCF Canada s’y convertit. La catégorie du français demande le niveau { $nclc } en compréhension de l’oral et de l’écrit, en expression orale et écrite.
topic-crs = Le SCG donne à chaque personne du bassin d’Entrée express des points, jusqu’à { $most }, pour l’âge, les études, les langues, le travail et plus encore. Une ronde invite celles qui en ont le plus.
topic-category = Une catégorie est une liste de professions (ou le français) pour laquelle des rondes ont lieu à part, souvent avec des scores plus bas. Il y en a { $count } : <a href="{ $categories }">listes officielles (en anglais)</a>.
topic-round = Lors d’une ronde, IRCC invite à présenter une demande les personnes du bassin qui ont le plus de points, d’une catégorie, d’un programme ou de l’ensemble. Les dates des prochaines ne sont pas annoncées. Les rondes passées : <a href="{ $rounds }">page officielle</a>.
topic-cut-off = Chaque ronde a son propre score le plus bas ; un score passé ne prédit rien. /rondes montre la dernière de chaque catégorie, et la <a href="{ $rounds }">page officielle</a> les donne toutes.
topic-price = Je suis gratuit. IRCC demande des frais pour une demande, et ils changent : <a href="https://ircc.canada.ca/francais/information/frais/bareme.asp">sa liste</a>.
topic-official = Je suis un programme et ne fais pas partie du gouvernement, et ceci n’est pas un avis juridique. La <a href="{ $categories }">page officielle (en anglais)</a> fait foi.
topic-person = Je suis un programme, pas une personne. Pour des conseils sur votre propre cas, adressez-vous à un consultant réglementé ou à un avocat.
topic-apply = Je ne peux pas présenter de demande pour vous. Vous créez un profil Entrée express sur le site d’IRCC vous-même, ou avec un consultant réglementé ou un avocat.
topic-time = Cela varie avec le nombre de demandes ; la page d’IRCC sur les délais de traitement donne le chiffre du moment.
topic-language-test = Pour le français : TEF Canada ou TCF Canada. Pour l’anglais : IELTS General Training, CELPIP General ou PTE Core.
french-which-test = De quel test s’agit-il ? Une note compte avec son test et la compétence, par exemple : TCF EE 10, TEF expression écrite 310, ou NCLC 7 en écriture.
french-level-alone = Un niveau B2, un diplôme (DELF, DALF) ou une langue maternelle ne suffit pas : il faut les notes du TEF Canada ou du TCF Canada, par compétence, qui donnent les niveaux NCLC. Vous pouvez les taper ici, par exemple : TCF CO 480, EO 13, CE 470, EE 12.
topic-letter = Une lettre de référence est à en-tête, signée, avec des coordonnées, et donne votre titre, les dates, les tâches, les heures par semaine et le salaire. Si l’employeur n’en écrit pas, expliquez-le par écrit et joignez d’autres preuves, comme contrats, fiches de paie et avis d’impôt ; un agent décide.
topic-duties = Aucun nombre n’est fixé : il faut avoir fait ce que dit l’énoncé principal et une bonne partie des fonctions principales, dont toutes les essentielles.
topic-requirements = Pour le Programme des travailleurs qualifiés (fédéral), le diplôme ou le permis que cite la page de la profession n’est pas exigé ; pour celui des métiers spécialisés, il l’est.
topic-title =
    Ce sont les tâches qui comptent, pas le titre : prenez la profession dont les tâches sont { $whose ->
        [other] les siennes
       *[own] les vôtres
    }.
topic-spouse = Pour une catégorie, seul compte le travail de la personne invitée, pas celui de son conjoint ou de sa conjointe. Cette personne peut ajouter des points au score, ou être celle qui présente la demande : pour vérifier son travail, recommencez avec /metier et son métier.
topic-privacy = Je garde vos réponses, jamais vos messages ni votre nom. /confidentialite dit combien de temps et comment les effacer.
topic-test-needed = Chaque programme d’Entrée express demande les résultats d’un test approuvé de français ou d’anglais, l’un des deux, quelles que soient votre langue maternelle et vos études. Pour le français : TEF Canada ou TCF Canada. Pour l’anglais : IELTS General Training, CELPIP General ou PTE Core.
topic-included = Votre conjoint ou conjointe et vos enfants à charge peuvent faire partie de votre demande. Pour une catégorie, seul compte le travail de la personne invitée, et chacun de vous peut être cette personne : pour vérifier le travail de l’autre, recommencez avec /metier et son métier.
topic-funds = Une preuve de fonds est demandée en règle générale par les programmes fédéraux des travailleurs qualifiés et des métiers spécialisés, pas par la Catégorie de l’expérience canadienne. Le montant dépend de la taille de la famille et change : <a href="https://www.canada.ca/fr/immigration-refugies-citoyennete/services/immigrer-canada/entree-express/documents/preuve-fonds.html">page officielle</a>.
topic-programs = Le bassin réunit tous ceux qui ont un profil d’Entrée express et répondent à l’un de trois programmes ; une catégorie n’invite que des personnes du bassin. ✔ assez de travail, ✘ aucun du genre qui compte, ? dépend de ce qui reste ouvert. Le travail que chacun demande :
topic-programs-one = { $short }, { $name } : { $work }, { $occupations ->
    [listed] dans l’un de { $count } métiers listés
   *[teers] dans une profession de FEER { $teers }
}
topic-part-time = Le temps plein, ce sont { $weekly } heures payées par semaine ; davantage ne compte pas. Le temps partiel compte : les heures d’une même profession s’additionnent. Une catégorie de professions demande { $months } mois à temps plein, soit { $hours } heures, { $continuous ->
    [yes] sans interruption,
   *[no] avec ou sans interruption,
    } au cours des { $years } dernières années, au Canada ou à l’étranger. Certaines catégories, et la Catégorie de l’expérience canadienne, ne prennent que du travail au Canada.
topic-stop = Le travail déjà fait reste compté tant qu’il se trouve dans les { $years } dernières années ; les heures les plus anciennes en sortent jour après jour.
topic-stop-until = Si le travail finissait aujourd’hui, { $category } resterait acquis jusqu’au { $date }.
topic-unpaid = Seul le travail payé compte. Le bénévolat et les stages non payés ne comptent pas, ni un congé sans solde, de maternité, parental ou de maladie ; les vacances payées comptent.
topic-own-business = Travail autonome : la page des catégories n’en parle pas. Il compte pour le Programme des travailleurs qualifiés (fédéral), avec des preuves comme des contrats et des factures de tiers, et pas pour la Catégorie de l’expérience canadienne (les médecins peuvent faire exception).
topic-student-work = Le travail pendant des études à temps plein, stages coop compris, ne compte pas pour la Catégorie de l’expérience canadienne ; payé, il peut compter pour le Programme des travailleurs qualifiés (fédéral). La page des catégories n’en parle pas.
topic-years-back = Pour une catégorie, le travail des { $years } dernières années compte, pas ce qui est plus ancien. Les programmes regardent plus loin :
topic-quebec = Entrée express sert à vivre hors du Québec ; le Québec choisit lui-même ses travailleurs qualifiés : <a href="https://www.quebec.ca/immigration">sa page</a>. Le travail fait au Québec compte comme tout autre.
topic-assessment = Une catégorie ne demande pas d’études. Le Programme des travailleurs qualifiés (fédéral) demande une évaluation des diplômes d’études (EDE) pour des études hors du Canada ; les deux autres programmes non, mais elle peut donner des points.
topic-salary = Je ne sais rien des salaires. Le <a href="https://www.guichetemplois.gc.ca/accueil">Guichet-Emplois</a> du gouvernement les montre par profession et par lieu.
topic-qualifies =
    { $whose ->
        [other] « Cette personne est admissible » veut dire que son travail répond
       *[own] « Vous êtes admissible » veut dire que votre travail répond
    } à ce que demande une catégorie. Une invitation demande aussi un profil dans le bassin et un score au moins égal au plus bas de la ronde.
topic-job-offer = Aucune catégorie de professions ne demande d’offre d’emploi, ni la catégorie de l’expérience canadienne ni le programme des travailleurs qualifiés (fédéral). Celui des métiers spécialisés (fédéral) en demande une d’un an ou plus, ou un certificat de compétence canadien ; une catégorie pour les militaires en demande une des Forces armées canadiennes.
topic-age = Aucune catégorie n’a de limite d’âge. L’âge compte pour le score : les points du SCG sont au plus haut de 20 à 29 ans et nuls dès 45 ans, et le programme des travailleurs qualifiés (fédéral) n’en donne plus dès 47 ans, ce que d’autres points peuvent compenser.
topic-not-listed = IRCC choisit les professions de chaque catégorie et change les listes ; seul compte le code à cinq chiffres qui répond aux tâches. Qui n’est sur aucune peut encore être invité dans les rondes sans liste : générales, par programme, de français ou provinciales.
topic-until = Le résultat dit depuis quand, ou à partir de quand, et jusqu’à quand le travail suffit : il me faut pour cela le métier avec ses dates.
topic-bot = Je dis à quelles catégories d’Entrée express votre travail donne accès : d’après vos mots, je trouve le code CNP de votre métier, je compte vos mois de travail et je dis à quoi vous êtes admissible, à partir de quand, et pourquoi. /aide montre ce que je comprends.
topic-bot-start = Pour commencer, dites-moi votre métier et depuis quand vous l’exercez, comme vous le diriez à un ami. Je demande ce qui manque.
topic-other = Cela dépasse ce que je sais ; les <a href="https://www.canada.ca/fr/services/immigration-citoyennete.html">pages officielles d’IRCC</a> sont le bon endroit.

## À côté des questions
language-tip = Are you writing in English? Type /langue en
edited-nothing = J’ai vu que vous avez modifié un message. Il n’y avait rien à corriger.
noted-edit = J’ai pris votre message modifié comme une correction.
button-use-rules = Appliquer à mon cas les règles du { $date }
rules-today = Je réponds désormais selon les règles en vigueur, celles du { $date }.
button-calendar = Fichier d’agenda
calendar-file = Les dates qui comptent, pour votre agenda. Elles valent si le travail continue comme vous me l’avez dit.
calendar-none = Il n’y a pas de date à mettre dans un agenda : rien ne commence ni ne finit à un jour connu.
calendar-met = Entrée express, { $category } : exigence de travail remplie
calendar-lapses = Entrée express, { $category } : exigence de travail qui n’est plus remplie
calendar-note = Calculé par nocbot d’après ce que vous lui avez dit, selon les règles du { $date }. À titre d’information ; ce n’est pas un avis juridique.
