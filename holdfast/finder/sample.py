"""Made-up places and meetings to try Holdfast with: none of them exists, and each says so in its name.

They are written as the feeds themselves would be, and read by the same importers. The same towns always get the same places. Telephone
numbers are of the ranges kept free for stories: 555-01xx in the United States, 01632 960xxx in the United Kingdom.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from holdfast.finder.listings import Country
from holdfast.finder.places import Town, large_towns

PEOPLE = 100_000
"""Towns with as many people get places of their own."""
NOT_REAL = "made-up example"
CATEGORIES = {
    "TC": "Type of Care",
    "SET": "Service Settings (e.g., Outpatient, Residential, Inpatient etc.)",
    "OT": "Type of Opioid Treatment",
    "PHR": "Pharmacotherapies",
    "DETOX": "Detoxification (medical withdrawal) Services",
    "TAP": "Treatment Approaches",
    "PAY": "Payment/Insurance/Funding Accepted",
    "PYAS": "Payment Assistance Available",
    "ASSES": "Assessment/Pre-treatment",
    "TRSRV": "Transitional Services",
    "SG": "Special Programs/Groups Offered",
    "SL": "Language Services",
    "AS": "Ancillary Services",
}
"""FindTreatment's categories, by its own codes."""

Services = Mapping[str, tuple[str, ...]]
PAYS = ("Medicaid", "Medicare", "Private health insurance", "Cash or self-payment")
CLINICS: tuple[tuple[str, str, Services], ...] = (
    (
        "Methadone and Recovery Clinic",
        "OTP",
        {
            "TC": ("Substance use treatment",),
            "SET": ("Outpatient", "Outpatient methadone/buprenorphine or naltrexone treatment"),
            "OT": ("Federally-certified Opioid Treatment Program", "Methadone maintenance", "Buprenorphine maintenance"),
            "TAP": ("Cognitive behavioral therapy", "Contingency management/motivational incentives"),
            "PAY": PAYS,
            "PYAS": ("Sliding fee scale (fee is based on income and other factors)",),
            "ASSES": ("Interim services for clients",),
            "TRSRV": ("Naloxone and overdose education",),
            "SG": ("Pregnant/postpartum women", "Veterans"),
            "SL": ("Spanish",),
        },
    ),
    (
        "Family Health Center",
        "SA",
        {
            "TC": ("Substance use treatment", "Mental health treatment"),
            "SET": ("Outpatient", "Regular outpatient treatment"),
            "OT": ("Prescribes buprenorphine", "Prescribes naltrexone"),
            "PHR": ("Buprenorphine with naloxone", "Buprenorphine (extended-release, injectable)"),
            "TAP": ("Telemedicine/telehealth therapy", "Cognitive behavioral therapy", "Motivational interviewing"),
            "PAY": PAYS,
            "TRSRV": ("Naloxone and overdose education",),
            "SL": ("Spanish",),
            "AS": ("Case management service", "Transportation assistance"),
        },
    ),
    (
        "Women and Children Program",
        "SA",
        {
            "TC": ("Substance use treatment",),
            "SET": ("Residential/24-hour residential", "Long-term residential", "Intensive outpatient treatment"),
            "OT": ("Prescribes buprenorphine", "Accepts clients using MAT but prescribed elsewhere"),
            "PAY": ("Medicaid", "State-financed health insurance plan other than Medicaid"),
            "SG": ("Pregnant/postpartum women", "Adult women", "Clients who have experienced trauma"),
            "AS": ("Residential beds for clients' children", "Child care for clients' children"),
        },
    ),
    (
        "Counseling Associates",
        "SA",
        {
            "TC": ("Substance use treatment",),
            "SET": ("Outpatient", "Intensive outpatient treatment"),
            "OT": ("Accepts clients using MAT but prescribed elsewhere",),
            "TAP": ("Cognitive behavioral therapy", "12-step facilitation"),
            "PAY": ("Private health insurance", "Cash or self-payment"),
        },
    ),
    (
        "Detox and Stabilization Unit",
        "SA",
        {
            "TC": ("Substance use treatment", "Detoxification"),
            "SET": ("Hospital inpatient/24-hour hospital inpatient", "Hospital inpatient detoxification"),
            "OT": ("Buprenorphine detoxification", "Lofexidine or Clonidine detoxification"),
            "DETOX": ("Opioids detoxification", "Alcohol Detoxification"),
            "PAY": ("Medicaid", "Private health insurance"),
        },
    ),
    (
        "Retreat",
        "SA",
        {
            "TC": ("Substance use treatment",),
            "SET": ("Residential/24-hour residential", "Short-term residential"),
            "OT": ("Does not use MAT for opioid use disorders",),
            "PAY": ("Private health insurance", "Cash or self-payment"),
        },
    ),
    ("House", "SA", {"TC": ("Transitional housing, halfway house, or sober home",), "PAY": ("Cash or self-payment",)}),
    ("Community Mental Health", "MH", {"TC": ("Mental health treatment",), "SET": ("Outpatient",)}),
)
NAMES = ("Harbor", "Elm Street", "Riverside", "Sunrise", "Bridgeview", "Oak Hill", "Lakeside", "Northgate")
GROUPS = ("Just for Today", "Hope Without Dope", "Sunday Serenity", "New Beginnings", "Lunch Bunch", "Saturday Night Live", "Early Risers")


def written(folder: Path) -> dict[str, Path]:
    """The feeds as files in the folder, each by the code of its feed."""
    feeds = {
        "findtreatment": json.dumps({"page": 1, "totalPages": 1, "rows": list(_clinics())}),
        "cqc": json.dumps({"locations": list(_locations())}),
        "bmlt": json.dumps(list(_narcotics_anonymous())),
        "meeting_guide": json.dumps(list(_other_fellowships())),
    }
    folder.mkdir(parents=True, exist_ok=True)
    files = {code: folder / f"{code}.json" for code in feeds}
    for code, file in files.items():
        file.write_text(feeds[code], encoding="utf-8")
    return files


def _clinics() -> Iterator[dict[str, object]]:
    for index, town in enumerate(large_towns("us", PEOPLE)):
        chance = random.Random(town.full_name)
        for number, (kind, record, services) in enumerate(CLINICS):
            site = 1 if record == "MH" else number  # one site listed twice, as many are
            yield {
                "name1": f"{chance.choice(NAMES)} {kind} ({NOT_REAL})",
                "name2": f"in {town.name}",
                "street1": f"{100 + site} {town.name} Example Street",
                "city": town.name,
                "state": town.region,
                "phone": f"{201 + index % 700}-555-01{site:02}",
                "website": "",
                **_somewhere(town, chance),
                "typeFacility": record,
                "services": [{"f1": CATEGORIES[code], "f2": code, "f3": "; ".join(labels)} for code, labels in services.items()],
            }


def _locations() -> Iterator[dict[str, object]]:
    kinds = (
        ("Drug and Alcohol Service", "Community based services for people who misuse substances"),
        ("House", "Residential substance misuse treatment and/or rehabilitation service"),
    )
    for town in large_towns("uk", PEOPLE):
        chance = random.Random(town.full_name)
        for number, (kind, service) in enumerate(kinds):
            where = _somewhere(town, chance)
            yield {
                "locationId": f"1-{chance.randrange(10**9)}",
                "name": f"{chance.choice(NAMES)} {kind} ({NOT_REAL})",
                "registrationStatus": "Registered",
                "postalAddressLine1": f"{100 + number} Example Street",
                "postalAddressTownCity": town.name,
                "mainPhoneNumber": f"01632 960{number:03}",
                "onspdLatitude": where["latitude"],
                "onspdLongitude": where["longitude"],
                "gacServiceTypes": [{"name": service, "description": service}],
                "specialisms": [{"name": "Substance misuse problems"}],
            }


def _narcotics_anonymous() -> Iterator[dict[str, object]]:
    number = 0
    countries: tuple[Country, ...] = ("us", "uk")
    for country in countries:
        for town in large_towns(country, PEOPLE):
            chance = random.Random(f"NA {town.full_name}")
            for day in chance.sample(range(1, 8), 4):
                number += 1
                online = chance.random() < 0.2
                yield {
                    "id_bigint": str(number),
                    "weekday_tinyint": str(day),
                    "venue_type": "2" if online else "1",
                    "start_time": f"{chance.choice((7, 12, 18, 19, 20)):02}:{chance.choice(('00', '30'))}:00",
                    "duration_time": "01:00:00",
                    "lang_enum": "en",
                    "formats": chance.choice(("O", "C", "O,WC", "O,BT")),
                    "meeting_name": f"{chance.choice(GROUPS)} ({NOT_REAL})",
                    "published": "1",
                    "location_text": "Example Hall",
                    "location_street": f"{chance.randint(1, 99)} Example Street",
                    "location_municipality": town.name,
                    "location_province": town.region,
                    "location_nation": "USA" if country == "us" else "GB",
                    "virtual_meeting_link": "https://meeting.example.org/" if online else "",
                    **_somewhere(town, chance),
                }


def _other_fellowships() -> Iterator[dict[str, object]]:
    for town in large_towns("us", PEOPLE):
        chance = random.Random(f"other {town.full_name}")
        for fellowship in ("Alcoholics Anonymous", "Heroin Anonymous", "Medication-Assisted Recovery Anonymous"):
            day = chance.randint(0, 6)
            yield {
                "slug": f"{fellowship}-{town.full_name}".lower().replace(" ", "-").replace(",", ""),
                "name": f"{chance.choice(GROUPS)} ({NOT_REAL})",
                "entity": fellowship,
                "day": day,
                "time": f"{chance.choice((12, 18, 19)):02}:00",
                "end_time": "",
                "types": chance.choice((["O"], ["O", "X"], ["C"], ["O", "S"])),
                "location": "Example Hall",
                "address": f"{chance.randint(1, 99)} Example Street",
                "city": town.name,
                "state": town.region,
                "country": "US",
                **_somewhere(town, chance),
            }


def _somewhere(town: Town, chance: random.Random) -> dict[str, str]:
    """A spot within a few miles of the middle of the town, as text, as feeds write it."""
    north, east = town.point.latitude + chance.gauss(0, 0.03), town.point.longitude + chance.gauss(0, 0.04)
    return {"latitude": f"{north:.5f}", "longitude": f"{east:.5f}"}
