"""Plain HTTP, one connection per request, from the namespace that the calling thread is in."""

import http.client
import time
import urllib.parse
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

SECONDS = 15


@dataclass(frozen=True)
class Answer:
    """What came back: status 0 and the reason as the text if nothing did."""

    status: int
    text: str
    cookie: str | None  # the session cookie that the answer sets; empty if it takes it away
    millis: float
    date: float | None = None  # the server's clock, in whole seconds since 1970

    @property
    def ok(self):
        return 200 <= self.status < 300


def ask(address, method, path, cookie=None, body=None, form=None):
    """Sends a request, the fields of a form as its body if there are any, and returns its answer; no error of the network is an
    exception.
    """
    begun = time.monotonic()
    connection = http.client.HTTPConnection(address, 80, timeout=SECONDS)
    try:
        headers = {"Cookie": f"SESSION={cookie}"} if cookie else {}
        if form:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body=body, headers=headers)
        response = connection.getresponse()
        text = response.read().decode()
        status, given = response.status, _session(response.headers.get_all("Set-Cookie") or [])
        date = _date(response.headers["Date"])
    except (OSError, http.client.HTTPException) as error:
        status, text, given, date = 0, f"{type(error).__name__}: {error}", None, None
    finally:
        connection.close()
    return Answer(status, text, given, (time.monotonic() - begun) * 1000, date)


def _session(headers):
    for header in headers:
        name, _, value = header.split(";")[0].partition("=")
        if name == "SESSION":
            return "" if "Max-Age=0" in header else value
    return None


def _date(header):
    try:
        return parsedate_to_datetime(header).timestamp() if header else None
    except ValueError:
        return None
