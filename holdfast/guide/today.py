"""What to do today, in the order in which it is done. Each card is data: when it shows, what it says about oneself and about another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from holdfast.guide.answers import Answers
from holdfast.guide.languages import NOTHING, Words
from holdfast.language.expressions import Place


@dataclass(frozen=True)
class Card:
    """Something for today. `steps` are said to the person, `them` to somebody who asks for another (the same where it is empty).
    `lines` are contacts to call, as far as the place has them; `page` is one to read."""

    code: str
    when: Callable[[Answers], bool]
    title: Words
    steps: tuple[Words, ...]
    them_title: Words = NOTHING
    them: tuple[Words, ...] = ()
    lines: tuple[str, ...] = ()
    page: str = ""
    only: Place | None = None
    alarm: bool = False

    def heading(self, answers: Answers) -> Words:
        """Its title for this reader."""
        return self.them_title if answers.for_another and any(self.them_title) else self.title

    def said(self, answers: Answers) -> tuple[Words, ...]:
        """What it says to this reader."""
        return self.them if answers.for_another and self.them else self.steps


def _now(*codes: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.has("now", *codes)


def _what(*codes: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.has("what", *codes)


def _else(*codes: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.has("else", *codes)


def _only_stimulants(answers: Answers) -> bool:
    return answers.has("what", "stimulants") and answers.no_opioid_named


def _opioid_withdrawal(answers: Answers) -> bool:
    return answers.has("now", "withdrawal") and not answers.no_opioid_named


def _protected_by_a_medicine(answers: Answers) -> bool:
    return answers.has("now", "out", "overdose") and not answers.no_opioid_named


def _other_withdrawal(answers: Answers) -> bool:
    return answers.has("now", "withdrawal") and answers.has("what", "alcohol", "sedatives")


def _always(answers: Answers) -> bool:
    return True


NALOXONE_US = Words(
    "You can buy the spray in a drugstore with no prescription. Many programs give it out free. {recalled}",
    "El aerosol se vende en farmacias sin receta. Muchos programas lo dan gratis. {recalled}",
)
NALOXONE_UK = Words(
    "Drug services give it out, most often free. Some pharmacies do too. {recalled}",
    "Los servicios de drogas la dan, casi siempre gratis. También algunas farmacias. {recalled}",
)
TOO_SOON = Words(
    "Buprenorphine taken too soon makes it much worse. Ask first when to take it.",
    "La buprenorfina tomada demasiado pronto lo empeora mucho. Pregunte antes cuándo tomarla.",
)
WITHDRAWAL_ALARM = Words(
    "A seizure, fainting, or a racing heart with hard shaking: call {ambulance}.",
    "Una convulsión, un desmayo, o el corazón disparado con mucho temblor: llame al {ambulance}.",
)
LESS_NEXT_TIME = Words(
    "After some days of withdrawal the old amount can kill.",
    "Tras unos días de abstinencia, la cantidad de antes puede matar.",
)

CARDS: tuple[Card, ...] = (
    Card(
        "suicide",
        _now("suicide"),
        Words("Talk to someone now. You matter.", "Hable con alguien ahora. Usted importa."),
        (
            Words("Do not stay alone with these thoughts.", "No se quede a solas con estos pensamientos."),
            Words("Let someone else keep the drugs and pills.", "Deje que otra persona guarde las drogas y las pastillas."),
            Words("If you might act on them now, call {ambulance}.", "Si podría hacerse daño ahora, llame al {ambulance}."),
        ),
        Words("Ask them about it now. Do not leave them alone.", "Pregúntele ahora. No deje sola a esa persona."),
        (
            Words(
                "Ask: “Are you thinking of killing yourself?” Asking does not put the thought there.",
                "Pregunte: “¿Piensa en quitarse la vida?” Preguntar no da la idea.",
            ),
            Words("Stay with them. You can call the line for them too.", "Quédese a su lado. Usted también puede llamar a la línea."),
            Words("Put drugs, pills and weapons out of reach.", "Deje fuera de su alcance drogas, pastillas y armas."),
            Words("If they might act on it now, call {ambulance}.", "Si podría hacerse daño ahora, llame al {ambulance}."),
        ),
        lines=("crisis", "nhs_111"),
        alarm=True,
    ),
    Card(
        "pregnant",
        _now("pregnant"),
        Words("You are pregnant, so you come first", "Está embarazada: usted va primero"),
        (
            Words(
                "Do not stop opioids all at once. That puts you and the baby at risk.",
                "No deje los opioides de golpe. Eso es peligroso para usted y el bebé.",
            ),
            Words("Methadone or buprenorphine protects you both.", "La metadona o la buprenorfina protege a los dos."),
            Words(
                "Call today. Start by saying that you are pregnant, and ask to be seen first.",
                "Llame hoy. Diga primero que está embarazada y pida que le atiendan antes.",
            ),
            Words(
                "In withdrawal, or ill in any way: go to a hospital now, also at night.",
                "Si tiene abstinencia o se siente mal: vaya ya al hospital, también de noche.",
            ),
        ),
        Words("They are pregnant, so they come first", "Está embarazada: va primero"),
        (
            Words(
                "They should not stop opioids all at once. That puts them and the baby at risk.",
                "No debe dejar los opioides de golpe. Eso es peligroso para ella y el bebé.",
            ),
            Words("Methadone or buprenorphine protects them both.", "La metadona o la buprenorfina protege a los dos."),
            Words(
                "Help them call today. Say first that they are pregnant, and ask to be seen first.",
                "Ayúdele a llamar hoy. Diga primero que está embarazada y pida que le atiendan antes.",
            ),
            Words(
                "In withdrawal, or ill in any way: take them to a hospital now, also at night.",
                "Si tiene abstinencia o se siente mal: llévela ya al hospital, también de noche.",
            ),
        ),
        page="pregnancy",
        alarm=True,
    ),
    Card(
        "out",
        _now("out"),
        Words("Your old amount could kill you now", "La cantidad de antes puede matarle ahora"),
        (
            Words(
                "After some days without, the body is not used to it. This is when many people die.",
                "Tras unos días sin consumir, el cuerpo pierde la costumbre. Es cuando mucha gente muere.",
            ),
            Words(
                "If you use, start with very little. Not alone. Naloxone in reach.",
                "Si consume, empiece con muy poco. No a solas. Con naloxona a mano.",
            ),
        ),
        Words("Their old amount could kill them now", "La cantidad de antes puede matarle ahora"),
        (
            Words(
                "After some days without, the body is not used to it. This is when many people die.",
                "Tras unos días sin consumir, el cuerpo pierde la costumbre. Es cuando mucha gente muere.",
            ),
            Words("Tell them so, with no blame. Keep naloxone where they live.", "Dígaselo sin culpar. Tenga naloxona donde vive."),
        ),
        lines=("never_use_alone",),
        page="relapse-and-lost-tolerance",
        alarm=True,
    ),
    Card(
        "overdose",
        _now("overdose"),
        Words("After one overdose, another is more likely", "Después de una sobredosis, otra es más probable"),
        (
            Words("Get naloxone today. Show people near you where it is.", "Consiga naloxona hoy. Muestre a los demás dónde está."),
            Words("Try not to use alone.", "Trate de no consumir a solas."),
        ),
        Words("After one overdose, another is more likely", "Después de una sobredosis, otra es más probable"),
        (
            Words("Get naloxone today. Learn how to give it.", "Consiga naloxona hoy. Aprenda a darla."),
            Words("Ask them not to use alone.", "Pídale que no consuma a solas."),
        ),
        lines=("never_use_alone",),
        page="overdose",
        alarm=True,
    ),
    Card(
        "medicine",
        _protected_by_a_medicine,
        Words("Ask for a medicine today or tomorrow", "Pida una medicina hoy o mañana"),
        (
            Words("Methadone or buprenorphine keeps people alive.", "La metadona o la buprenorfina salva vidas."),
            Words("You do not need to be in withdrawal to ask.", "No hace falta tener abstinencia para pedirla."),
        ),
        Words("Help them ask for a medicine today or tomorrow", "Ayúdele a pedir una medicina hoy o mañana"),
        (
            Words("Methadone or buprenorphine keeps people alive.", "La metadona o la buprenorfina salva vidas."),
            Words("They do not need to be in withdrawal to ask.", "No hace falta tener abstinencia para pedirla."),
        ),
        page="first-call-and-first-visit",
        alarm=True,
    ),
    Card(
        "other_withdrawal",
        _other_withdrawal,
        Words("Withdrawal from alcohol or benzos needs care today", "La abstinencia de alcohol o benzos necesita atención hoy"),
        (
            Words(
                "If you stopped or cut down, go to a hospital or a doctor today. It can turn dangerous fast.",
                "Si lo dejó o lo bajó, vaya hoy a un hospital o a un médico. Puede volverse peligroso muy rápido.",
            ),
            Words(
                "Say what you stopped, and when. Methadone and buprenorphine do not treat this.",
                "Diga qué dejó y cuándo. La metadona y la buprenorfina no tratan esto.",
            ),
        ),
        NOTHING,
        (
            Words(
                "If they stopped or cut down, take them to a hospital or a doctor today. It can turn dangerous fast.",
                "Si lo dejó o lo bajó, llévela hoy a un hospital o a un médico. Puede volverse peligroso muy rápido.",
            ),
            Words(
                "Say what they stopped, and when. Methadone and buprenorphine do not treat this.",
                "Diga qué dejó y cuándo. La metadona y la buprenorfina no tratan esto.",
            ),
        ),
        page="withdrawal",
        alarm=True,
    ),
    Card(
        "sedatives",
        _what("alcohol", "sedatives"),
        Words(
            "Do not stop alcohol, benzos or sleeping pills all at once",
            "No deje de golpe el alcohol, las benzos ni las pastillas para dormir",
        ),
        (
            Words(
                "Stopping all at once can cause seizures. It can kill. A clinician can help you cut down safely.",
                "Dejarlos de golpe puede causar convulsiones. Puede matar. Un profesional puede ayudarle a bajar sin peligro.",
            ),
            Words(
                "Shaking, seeing things that are not there, or a seizure: call {ambulance}.",
                "Temblores, ver cosas que no están o una convulsión: llame al {ambulance}.",
            ),
            Words(
                "Mixed with opioids they can stop the breath. Say on the phone that you use both.",
                "Mezclados con opioides pueden parar la respiración. Diga por teléfono que usa ambos.",
            ),
        ),
        Words(
            "They should not stop alcohol, benzos or sleeping pills all at once",
            "No debe dejar de golpe el alcohol, las benzos ni las pastillas para dormir",
        ),
        (
            Words(
                "Stopping all at once can cause seizures. It can kill. A clinician can help them cut down safely.",
                "Dejarlos de golpe puede causar convulsiones. Puede matar. Un profesional puede ayudarle a bajar sin peligro.",
            ),
            Words(
                "Shaking, seeing things that are not there, or a seizure: call {ambulance}.",
                "Temblores, ver cosas que no están o una convulsión: llame al {ambulance}.",
            ),
            Words(
                "Mixed with opioids they can stop the breath. Say on the phone that they use both.",
                "Mezclados con opioides pueden parar la respiración. Diga por teléfono que usa ambos.",
            ),
        ),
        page="withdrawal",
        alarm=True,
    ),
    Card(
        "withdrawal",
        _opioid_withdrawal,
        Words("You can feel better today", "Puede sentirse mejor hoy"),
        (
            Words(
                "Most doctors in the US may prescribe buprenorphine. So can many nurses. You can go to an emergency room for it.",
                "Casi todos los médicos de EE. UU. pueden recetar buprenorfina. También muchas enfermeras. Puede ir a urgencias.",
            ),
            Words(
                "Methadone can start at a methadone clinic. Call when they open.",
                "La metadona empieza en una clínica de metadona. Llame cuando abra.",
            ),
            Words(
                "Sip water often. If you cannot keep any down, go to a hospital today.",
                "Beba agua a sorbos. Si lo vomita todo, vaya hoy a un hospital.",
            ),
            TOO_SOON,
            WITHDRAWAL_ALARM,
            LESS_NEXT_TIME,
        ),
        Words("They can feel better today", "Puede sentirse mejor hoy"),
        (
            Words(
                "Most doctors in the US may prescribe buprenorphine. So can many nurses. They can go to an emergency room for it.",
                "Casi todos los médicos de EE. UU. pueden recetar buprenorfina. También muchas enfermeras. Puede ir a urgencias.",
            ),
            Words(
                "Methadone can start at a methadone clinic. Call when they open.",
                "La metadona empieza en una clínica de metadona. Llame cuando abra.",
            ),
            Words(
                "Offer sips of water often. If they cannot keep any down, go to a hospital today.",
                "Ofrézcale agua a sorbos. Si lo vomita todo, vaya hoy a un hospital.",
            ),
            TOO_SOON,
            WITHDRAWAL_ALARM,
            LESS_NEXT_TIME,
        ),
        page="withdrawal",
        only="us",
    ),
    Card(
        "withdrawal_uk",
        _opioid_withdrawal,
        Words("You do not have to sit through it alone", "No tiene que pasarlo a solas"),
        (
            Words(
                "Call your local drug service as soon as it opens. You can go by yourself. No one has to send you.",
                "Llame al servicio de drogas de su zona en cuanto abra. Puede ir por su cuenta.",
            ),
            Words(
                "If you feel very ill, call 111, or 999 if it is an emergency.",
                "Si se siente muy mal, llame al 111, o al 999 si es urgente.",
            ),
            Words(
                "Sip water often. If you cannot keep any down, go to a hospital today.",
                "Beba agua a sorbos. Si lo vomita todo, vaya hoy a un hospital.",
            ),
            TOO_SOON,
            WITHDRAWAL_ALARM,
            LESS_NEXT_TIME,
        ),
        Words("They do not have to sit through it alone", "No tiene que pasarlo a solas"),
        (
            Words(
                "Call their local drug service as soon as it opens. They can go by themselves. No one has to send them.",
                "Llame al servicio de drogas de su zona en cuanto abra. La persona puede ir por su cuenta.",
            ),
            Words(
                "If they feel very ill, call 111, or 999 if it is an emergency.",
                "Si se siente muy mal, llame al 111, o al 999 si es urgente.",
            ),
            Words(
                "Offer sips of water often. If they cannot keep any down, go to a hospital today.",
                "Ofrézcale agua a sorbos. Si lo vomita todo, vaya hoy a un hospital.",
            ),
            TOO_SOON,
            WITHDRAWAL_ALARM,
            LESS_NEXT_TIME,
        ),
        lines=("nhs_111",),
        page="withdrawal",
        only="uk",
    ),
    Card(
        "unsafe",
        _now("unsafe"),
        Words("Say that you have no safe place to stay", "Diga que no tiene un lugar seguro"),
        (
            Words(
                "Some places have beds, or help to find one. Ask when you call.",
                "Algunos lugares tienen camas o ayudan a buscar. Pregunte al llamar.",
            ),
        ),
        Words("Say that they have no safe place to stay", "Diga que no tiene un lugar seguro"),
        lines=("helpline",),
        page="levels-of-care",
    ),
    Card(
        "violence",
        _else("violence"),
        Words("Afraid of someone at home?", "¿Miedo de alguien en casa?"),
        (
            Words("In danger right now: call {ambulance}.", "Si hay peligro ahora mismo: llame al {ambulance}."),
            Words("You can talk to someone now. It is private.", "Puede hablar con alguien ahora. Es privado."),
            Words(
                "A call can show on a phone or a bill. Use a phone that nobody at home looks at.",
                "Una llamada puede verse en el teléfono o en la factura. Use un teléfono que nadie en casa mire.",
            ),
            Words(
                "This page can stay in the browser's history. Use “Exit this page”, then clear the history.",
                "Esta página puede quedar en el historial. Use “Salir de esta página” y borre el historial.",
            ),
        ),
        lines=("violence",),
        alarm=True,
    ),
    Card(
        "young",
        _else("under16", "under18"),
        Words("There are teams for people your age", "Hay equipos para personas de su edad"),
        (Words("You can ask for help by yourself. Tell them your age first.", "Puede pedir ayuda por su cuenta. Diga primero su edad."),),
        Words("There are teams for people their age", "Hay equipos para personas de su edad"),
        (Words("Say their age first when you call.", "Diga primero su edad al llamar."),),
        page="your-rights-and-privacy",
    ),
    Card(
        "baby",
        _else("baby"),
        Words("With a new baby you need help too", "Con un bebé, usted también necesita ayuda"),
        (
            Words(
                "Stay on your medicine if you have one. Do not stop by yourself.",
                "Siga con su medicina si la tiene. No la deje por su cuenta.",
            ),
            Words("Keep all drugs and doses locked away from the baby.", "Guarde bajo llave toda droga y dosis, lejos del bebé."),
        ),
        Words("With a new baby they need help too", "Con un bebé, esa persona también necesita ayuda"),
        (
            Words("They should stay on a medicine if they have one.", "Debe seguir con su medicina si la tiene."),
            Words("Keep all drugs and doses locked away from the baby.", "Guarde bajo llave toda droga y dosis, lejos del bebé."),
        ),
        lines=("mothers",),
        page="pregnancy",
    ),
    Card(
        "children",
        _else("children"),
        Words("Lock drugs and doses away from children", "Guarde drogas y dosis bajo llave, lejos de los niños"),
        (
            Words(
                "One swallow can kill a child. If a child may have had any, call {ambulance} at once, even if all seems well.",
                "Un solo trago puede matar a un niño. Si pudo tomar algo, llame enseguida al {ambulance}, aunque parezca estar bien.",
            ),
        ),
        page="overdose",
    ),
    Card(
        "stimulants",
        _only_stimulants,
        Words("Fentanyl can be in cocaine, meth and pills", "Puede haber fentanilo en la cocaína, la metanfetamina y las pastillas"),
        (Words("Carry naloxone even if you do not use opioids.", "Lleve naloxona aunque no use opioides."),),
        NOTHING,
        (Words("Have naloxone near even if they do not use opioids.", "Tenga naloxona cerca aunque no use opioides."),),
        page="safer-use",
    ),
    Card(
        "naloxone",
        _always,
        Words("Get naloxone", "Consiga naloxona"),
        (Words("It brings back breathing in an overdose.", "Devuelve la respiración en una sobredosis."), NALOXONE_US),
        page="naloxone",
        only="us",
    ),
    Card(
        "naloxone_uk",
        _always,
        Words("Get naloxone", "Consiga naloxona"),
        (Words("It brings back breathing in an overdose.", "Devuelve la respiración en una sobredosis."), NALOXONE_UK),
        page="naloxone",
        only="uk",
    ),
    Card(
        "call",
        _always,
        Words("Make one call", "Haga una llamada"),
        (
            Words(
                "Call this line or a place from the list below. Read the words we wrote for you. That is enough for today.",
                "Llame a esta línea o a un lugar de la lista de abajo. Lea las frases que le preparamos. Con eso basta por hoy.",
            ),
        ),
        lines=("helpline",),
        page="first-call-and-first-visit",
    ),
    Card(
        "self",
        lambda answers: answers.has("who", "someone"),
        Words("Look after yourself too", "Cuídese usted también"),
        (
            Words(
                "You did not cause this, and you cannot force it. You can stay close, and you can get help for yourself.",
                "Usted no lo causó y no puede obligar. Puede estar cerca, y puede pedir ayuda para usted.",
            ),
        ),
        page="family",
    ),
)


def cards(answers: Answers) -> list[Card]:
    """The cards for these answers, the most urgent first."""
    return [card for card in CARDS if card.only in (None, answers.place) and card.when(answers)]
