"""The words on buttons, headings and notices of the guide's pages, in both languages. What answers lead to stands in `results.py`."""

from __future__ import annotations

from holdfast.guide.languages import Words

WORDS: dict[str, Words] = {
    "name": Words("Holdfast", "Holdfast"),
    "skip": Words("Skip to the main part", "Ir a la parte principal"),
    "exit": Words("Exit this page", "Salir de esta página"),
    "exit_keys": Words("Or press Shift 3 times.", "O pulse Mayús 3 veces."),
    "exit_more": Words(
        "“Exit this page” takes you to a weather site. It does not clear your browser's history.",
        "“Salir de esta página” le lleva a un sitio del tiempo. No borra el historial de su navegador.",
    ),
    "leaving": Words("Leaving this page.", "Saliendo de esta página."),
    "emergency_name": Words("Overdose help", "Ayuda con una sobredosis"),
    "emergency_ask": Words("Not waking up? Blue lips? Not breathing well?", "¿No despierta? ¿Labios azules? ¿No respira bien?"),
    "emergency_do": Words("Give naloxone. Stay.", "Dé naloxona. Quédese."),
    "emergency_call": Words("Call {number}.", "Llame al {number}."),
    "emergency_more": Words("What to do, step by step", "Qué hacer, paso a paso"),
    "switch": Words("Language and country", "Idioma y país"),
    "start": Words("Start the questions", "Empezar las preguntas"),
    "start_heading": Words("Find help that works", "Encontrar ayuda que funciona"),
    "start_lead": Words(
        "For you, or for someone you care about. You choose what to do. We help you find it.",
        "Para usted, o para alguien que le importa. Usted decide. Le ayudamos a encontrarlo.",
    ),
    "start_promise": Words(
        "{count} short questions. Skip any you like. No name. Nothing is kept.",
        "{count} preguntas cortas. Salte las que quiera. Sin nombre. No se guarda nada.",
    ),
    "start_works": Words(
        "Opioid addiction can be treated. With methadone or buprenorphine, far fewer people die.",
        "La adicción a los opioides se puede tratar. Con metadona o buprenorfina muere mucha menos gente.",
    ),
    "start_free": Words("In the UK, treatment on the NHS is free.", "En el Reino Unido, el tratamiento del NHS es gratis."),
    "talk_now": Words("Talk to someone now", "Hable con alguien ahora"),
    "or_go_to": Words("Or go straight to", "O vaya directo a"),
    "to_places": Words("Places that treat people near you", "Lugares de tratamiento cerca"),
    "to_meetings": Words("Meetings near you or online", "Reuniones cerca o en línea"),
    "to_read": Words("Read about it", "Leer sobre el tema"),
    "back": Words("Back", "Atrás"),
    "continue": Words("Continue", "Continuar"),
    "skippable": Words("You can skip this.", "Puede saltarla."),
    "or": Words("or", "o"),
    "see_results": Words("Show me what can help", "Mostrar lo que puede ayudar"),
    "see_now": Words("Skip to what can help", "Ir a lo que puede ayudar"),
    "progress": Words("Question {number} of {count}", "Pregunta {number} de {count}"),
    "why_we_ask": Words("Why we ask", "Por qué preguntamos"),
    "error": Words("Error", "Error"),
    "problem": Words("There is a problem", "Hay un problema"),
    "home": Words("Start page", "Página de inicio"),
    "footer_kept": Words("What we keep about you: nothing.", "Lo que guardamos sobre usted: nada."),
    "footer_how": Words(
        "No cookies. No account. No ads. No one else's code. Your answers stay on your screen.",
        "Sin cookies. Sin cuenta. Sin anuncios. Sin código de nadie más. Sus respuestas se quedan en su pantalla.",
    ),
    "footer_not_care": Words(
        "This guide gives facts. It is not a doctor. A clinician decides with you.",
        "Esta guía da información. No es un médico. Un profesional decide con usted.",
    ),
    "footer_sources": Words(
        "From the Holdfast guideline, version {version}. Each fact has a source.",
        "De la guía clínica Holdfast, versión {version}. Cada dato tiene una fuente.",
    ),
    "stale": Words(
        "Staff: some phone numbers here were last checked more than {days} days ago.",
        "Personal: algunos teléfonos de aquí se comprobaron hace más de {days} días.",
    ),
    "demo": Words(
        "This is a demo. The places are made up. Do not call them.", "Esto es una demostración. Los lugares son inventados. No llame."
    ),
    "privacy": Words("Privacy", "Privacidad"),
    "sources": Words("Sources and dates", "Fuentes y fechas"),
    "sorting": Words("How we sort places", "Cómo ordenamos los lugares"),
}
"""By the name under which a template asks for them."""
