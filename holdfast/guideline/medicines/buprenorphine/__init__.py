"""Buprenorphine: whom it suits, when and how it can start, what may change later, and the injections.

`readiness` holds what several starts share; `starts`, `gentle_starts` and `watched_starts` hold one kind of start each.
"""
