"""Five people who come to the guide, and how a page is read in a test."""

import html
import re
from datetime import datetime

NOW = datetime(2026, 11, 22, 2)
PEOPLE = {
    "self": ("us", {"who": "me", "what": ["fentanyl", "alcohol"], "now": "withdrawal", "goal": "stop", "medicine": "buprenorphine"}),
    "mother": ("us", {"who": "someone", "what": "heroin", "now": ["overdose", "suicide"], "medicine": "all", "paying": "private"}),
    "pregnant": ("us", {"who": "me", "what": "heroin", "now": "pregnant", "medicine": "naltrexone", "paying": "none"}),
    "out of prison": ("us", {"who": "me", "what": "heroin", "now": ["out", "unsafe"], "paying": "medicaid", "else": "court"}),
    "in Leeds": ("uk", {"who": "me", "what": ["heroin", "sedatives"], "goal": "unsure", "medicine": "methadone", "daily": "no"}),
}


def text_of(answer):
    """What can be read on a page, without its head and its tags."""
    body = answer.content.decode().partition("<body")[2]
    return " ".join(html.unescape(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", body, flags=re.S)).split())
