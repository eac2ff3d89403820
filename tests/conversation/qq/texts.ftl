# The messages that the test reads; the test takes every other one from English.
month-3 = Triember
month-5 = Kvinember
ask-start = <b>Kiam ek?</b> Ekzemple: triember 2024.
ask-end = <b>Kiam fin?</b>
ask-hours = <b>Kiom da horoj?</b>
