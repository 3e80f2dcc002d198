"""Drives the app with Python's `requests` and prints what came of it as JSON: `requests_client.py URL`."""

import hashlib
import io
import json
import sys

import requests

URL = sys.argv[1]


def digest(data):
    return hashlib.sha256(data).hexdigest()


def log_in():
    with requests.Session() as session:
        before = session.get(f"{URL}/profile")
        inside = session.post(f"{URL}/login", data={"user": "Łukasz & Ada"})
        cookie = session.cookies.get("session")
        again = session.get(f"{URL}/profile")
        outside = session.post(f"{URL}/logout")
        return {
            "before": [before.status_code, before.text, [step.status_code for step in before.history]],
            "inside": [inside.json(), [step.status_code for step in inside.history]],
            "has_cookie": cookie is not None,
            "again": again.json(),
            "outside": [outside.status_code, [step.status_code for step in outside.history]],
            "cookies": session.cookies.get_dict(),
        }


def upload():
    content = bytes(range(256)) * 4000
    files = [
        ("photo", ("größe 図.txt", io.BytesIO(b"one\r\n"), "text/plain")),
        ("more", ("two.bin", content)),
        ("more", ('q"uote;.bin', b"")),
    ]
    fields = [("title", "Grüße — 図"), ("tag", "one"), ("tag", "two")]
    answer = requests.post(f"{URL}/upload", data=fields, files=files).json()
    return {"answer": answer, "digests": [digest(b"one\r\n"), digest(content), digest(b"")]}


def redirects():
    kept = requests.post(f"{URL}/moved", data={"title": "kept"}, allow_redirects=False)
    followed = requests.post(f"{URL}/moved", files={"photo": ("a.txt", b"a")}, data={"title": "kept"})
    return {
        "first": [kept.status_code, kept.headers["Location"]],
        "followed": [followed.status_code, followed.request.method, followed.json()["fields"]],
    }


def stream():
    with requests.get(f"{URL}/lines/requests", stream=True) as response:
        lines = response.iter_lines(decode_unicode=True)
        first = next(lines)
        requests.post(f"{URL}/open/requests")
        return [first, next(lines), next(lines, None)]


def send_stream():
    def chunks():
        for number in range(100):
            yield bytes([number]) * 1000

    whole = b"".join(chunks())
    answer = requests.post(f"{URL}/body", data=chunks()).json()
    return answer == {"size": len(whole), "digest": digest(whole)}


def ranges_and_tags():
    with requests.Session() as session:
        whole = session.get(f"{URL}/file")
        part = session.get(f"{URL}/file", headers={"Range": "bytes=10-19"})
        same = session.get(f"{URL}/file", headers={"If-None-Match": whole.headers["ETag"]})
        since = session.get(f"{URL}/file", headers={"If-Modified-Since": whole.headers["Last-Modified"]})
        return {
            "part": [part.status_code, part.content == whole.content[10:20], part.headers["Content-Range"]],
            "same": [same.status_code, same.content.decode(), same.headers.get("Content-Length")],
            "since": since.status_code,
            "head": [
                session.head(f"{URL}/file").headers["Content-Length"],
                session.options(f"{URL}/body").headers["Allow"],
            ],
        }


def leave():
    with requests.get(f"{URL}/endless", stream=True) as response:
        return len(next(response.iter_content(1000)))


print(json.dumps({step.__name__: step() for step in (
    log_in, upload, redirects, stream, send_stream, ranges_and_tags, leave)}))
