"""What is said about a place that was typed: how exact it is, or why it could not be found and what to type instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "es"]

SAID: Mapping[Language, Mapping[str, str]] = {
    "en": {
        # How exact a place is
        "ZIP": "Distances are straight lines from the middle of your ZIP code (usually right to within a mile or two). Travel may be "
        "longer.",
        "ZIP area": "We do not know where ZIP code {code} is. Distances are straight lines from the middle of all ZIP codes that start "
        "with {prefix}, and can be off by 20 to 50 miles. For better distances, type your town.",
        "ZIP town": "We do not know where ZIP code {code} is. Distances are straight lines from {name}, and can be off by 20 to 50 miles. "
        "For better distances, type your town.",
        "town": "Distances are straight lines from the middle of {name}. Travel may be longer.",
        "postcode district": "Distances are straight lines from the middle of postcode district {code} (usually right to within a few "
        "miles). Travel may be longer.",
        "postcode area": "Of your postcode we only know the area, {code}. Distances are straight lines from {name}, and can be off by "
        "20 miles. For better distances, type your town.",
        "point": "Distances are straight lines from this point. Travel may be longer.",
        "others": "Other places have this name: {names}. To search there, type the name with the state or country.",
        "more": "{names} and {count} more",
        # Why it could not be found
        "where": "place",
        "allowed": 'a US ZIP code ("21201"), a UK postcode or its first half ("M14"), a town ("Baltimore, MD", "Leeds") or a point '
        '("39.29, -76.61")',
        "nothing": "nothing was typed",
        "nothing_next": "Type your ZIP code, postcode or town.",
        "long": "longer than a place can be",
        "long_next": "Type only your ZIP code, postcode or town.",
        "unknown": "no place that we know",
        "unknown_next": "Check the spelling, or type a ZIP code, a postcode, or a larger town nearby.",
        "spelling_next": "Did you mean {names}? If not, type a ZIP code, a postcode, or a larger town nearby.",
        "many": "there is more than one place with this name",
        "many_next": "Type one of these: {names}.",
        "region": "{name} is too large to search from one point",
        "region_next": "Type a ZIP code, a postcode or a town in it, such as {names}.",
        "part": "we do not know which state or country is meant",
        "other_country": "this is in the {country}, and only the {wanted} is searched",
        "other_country_next": "Type a place in the {wanted}, or search the {country}.",
        "zip_length": "a ZIP code has 5 digits",
        "zip_unknown": "no ZIP code that we know",
        "zip_next": "Check the digits, or type your town.",
        "postcode_unknown": "no postcode of the United Kingdom that we know",
        "postcode_next": "Check the letters and digits, or type your town.",
        "point_unknown": "not a point in the United States or the United Kingdom",
        "point_next": "Write degrees north first, then degrees east. West has a minus sign.",
        "us": "United States",
        "uk": "United Kingdom",
    },
    "es": {
        "ZIP": "Las distancias son líneas rectas desde el centro de su código postal (casi siempre con un error de una o dos millas). "
        "El viaje puede ser más largo.",
        "ZIP area": "No sabemos dónde está el código postal {code}. Las distancias son líneas rectas desde el centro de todos los códigos "
        "postales que empiezan con {prefix} y pueden tener un error de 20 a 50 millas. Para mejores distancias, escriba su ciudad.",
        "ZIP town": "No sabemos dónde está el código postal {code}. Las distancias son líneas rectas desde {name} y pueden tener un error "
        "de 20 a 50 millas. Para mejores distancias, escriba su ciudad.",
        "town": "Las distancias son líneas rectas desde el centro de {name}. El viaje puede ser más largo.",
        "postcode district": "Las distancias son líneas rectas desde el centro del distrito postal {code} (casi siempre con un error de "
        "pocas millas). El viaje puede ser más largo.",
        "postcode area": "De su código postal solo conocemos la zona, {code}. Las distancias son líneas rectas desde {name} y pueden "
        "tener un error de 20 millas. Para mejores distancias, escriba su ciudad.",
        "point": "Las distancias son líneas rectas desde este punto. El viaje puede ser más largo.",
        "others": "Otros lugares tienen este nombre: {names}. Para buscar allí, escriba el nombre con el estado o el país.",
        "more": "{names} y {count} más",
        "where": "lugar",
        "allowed": 'un código postal de EE. UU. ("21201"), un código postal del Reino Unido o su primera mitad ("M14"), una ciudad '
        '("Baltimore, MD", "Leeds") o un punto ("39.29, -76.61")',
        "nothing": "no se escribió nada",
        "nothing_next": "Escriba su código postal o su ciudad.",
        "long": "es más largo de lo que puede ser un lugar",
        "long_next": "Escriba solo su código postal o su ciudad.",
        "unknown": "no es un lugar que conozcamos",
        "unknown_next": "Revise cómo está escrito, o escriba un código postal o una ciudad más grande cercana.",
        "spelling_next": "¿Quiso decir {names}? Si no, escriba un código postal o una ciudad más grande cercana.",
        "many": "hay más de un lugar con este nombre",
        "many_next": "Escriba uno de estos: {names}.",
        "region": "{name} es demasiado grande para buscar desde un solo punto",
        "region_next": "Escriba un código postal o una ciudad de allí, como {names}.",
        "part": "no sabemos de qué estado o país se trata",
        "other_country": "esto está en: {country}; solo se busca en: {wanted}",
        "other_country_next": "Escriba un lugar en: {wanted}, o busque en: {country}.",
        "zip_length": "un código postal de EE. UU. tiene 5 cifras",
        "zip_unknown": "no es un código postal que conozcamos",
        "zip_next": "Revise las cifras o escriba su ciudad.",
        "postcode_unknown": "no es un código postal del Reino Unido que conozcamos",
        "postcode_next": "Revise las letras y las cifras o escriba su ciudad.",
        "point_unknown": "no es un punto en Estados Unidos ni en el Reino Unido",
        "point_next": "Escriba primero los grados norte y después los grados este. El oeste lleva un signo menos.",
        "us": "Estados Unidos",
        "uk": "Reino Unido",
    },
}
