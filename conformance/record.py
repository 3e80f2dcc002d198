"""Runs scenarios in real Flask and prints what happened, as one JSON object {folder: transcript}.

Called by `pnpm conformance --record`; README.md describes the folders and the transcript.
"""

import base64
import importlib.metadata
import importlib.util
import inspect
import io
import json
import os
import pathlib
import re
import sys
import zlib

import freezegun

WANTED = {"flask": "3.1.3", "werkzeug": "3.1.9", "jinja2": "3.1.6", "itsdangerous": "2.2.0"}
START = "2026-01-02T03:04:05Z"
FILE_TIME = 1767225600  # 2026-01-01T00:00:00Z: a checkout gives files the time of the checkout
PROGRAMS = {"app.py", "app.ts", "requests.json", "scenario.json", "transcript.json"}
USER_AGENT = "conformance"


def main(folders):
    for package, version in WANTED.items():
        found = importlib.metadata.version(package)
        if found != version:
            sys.exit(f"{package} {found} is installed, transcripts are made with {version}: pip install -r requirements.txt")
    json.dump({folder: in_child(folder) for folder in folders}, sys.stdout)


def in_child(folder):
    """Each scenario has a process of its own, so none sees what another imported or connected."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        with os.fdopen(write_end, "w", encoding="utf-8") as pipe:
            try:
                result = {"transcript": run_scenario(pathlib.Path(folder))}
            except BaseException as error:
                import traceback

                result = {"error": "".join(traceback.format_exception(error))}
            json.dump(result, pipe)
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, encoding="utf-8") as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    result = json.loads(text)
    if "error" in result:
        sys.exit(f"{folder}:\n{result['error']}")
    return result["transcript"]


def run_scenario(folder):
    set_file_times(folder)
    sys.stderr = io.StringIO()  # where Flask logs the errors that some scenarios are about
    steps = json.loads((folder / "requests.json").read_text(encoding="utf-8"))
    # An event loop whose clock stands still never wakes what sleeps in it.
    with freezegun.freeze_time(START, real_asyncio=True) as clock:
        program = load_program(folder)
        log = getattr(program, "log", [])
        if not hasattr(program, "app"):
            program.app = program.create_app()
        if hasattr(program, "setup"):
            call(program.setup, program.app)
        player = Player(program, log, clock)
        transcript = {"setup": take(log), "steps": []}
        for step in steps:
            transcript["steps"].append(player.play(step))
        return transcript


def set_file_times(folder):
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in PROGRAMS and "__pycache__" not in path.parts:
            os.utime(path, (FILE_TIME, FILE_TIME))


def load_program(folder):
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("app", folder / "app.py")
    program = importlib.util.module_from_spec(spec)
    sys.modules["app"] = program
    spec.loader.exec_module(program)
    return program


def call(function, argument):
    """Hands the argument to a function that wants one."""
    return function(argument) if inspect.signature(function).parameters else function()


def take(log):
    entries = [str(entry) for entry in log]
    log.clear()
    return entries


class Player:
    """Plays the steps of one scenario and remembers the answers."""

    def __init__(self, program, log, clock):
        self.program = program
        self.log = log
        self.clock = clock
        self.clients = {}
        self.answers = []

    def client(self, step):
        jar = step.get("jar", True)
        key = (step.get("client", ""), jar)
        if key not in self.clients:
            client = self.program.app.test_client(use_cookies=jar)
            client.environ_base["HTTP_USER_AGENT"] = USER_AGENT
            self.clients[key] = client
        return self.clients[key]

    def play(self, step):
        self.clock.tick(step.get("advance", 0))
        client = self.client(step)
        self.put_cookies(client, step)
        if "call" in step:
            return self.play_call(step, client)
        label = f"{step.get('method', 'GET')} {step.get('path', '/')}"
        try:
            response = client.open(self.fill(step.get("path", "/")), **self.arguments(step))
        except Exception as error:
            self.answers.append(None)
            return {"request": label, "raised": raised_text(error), "log": take(self.log)}
        self.answers.append(response)
        return {"request": label, **describe(response), "log": take(self.log)}

    def play_call(self, step, client):
        self.answers.append(None)
        entry = {"call": step["call"]}
        function = getattr(self.program, step["call"])
        try:
            value = call(function, client)
            if value is not None:
                entry["returned"] = value
        except Exception as error:
            entry["raised"] = raised_text(error)
        return {**entry, "log": take(self.log)}

    def put_cookies(self, client, step):
        place = {"domain": step["cookie_domain"]} if "cookie_domain" in step else {}
        for name, value in step.get("cookies", {}).items():
            if value is None:
                client.delete_cookie(name, **place)
            else:
                client.set_cookie(name, self.fill(value), **place)

    def arguments(self, step):
        given = {
            "method": step.get("method", "GET"),
            "follow_redirects": step.get("follow_redirects", False),
            "buffered": True,
            "environ_overrides": {"SERVER_PROTOCOL": "HTTP/1.1"},
        }
        for name in ("base_url", "subdomain", "url_scheme", "content_type"):
            if name in step:
                given[name] = step[name]
        if "query" in step:
            given["query_string"] = step["query"]
        if "headers" in step:
            headers = step["headers"]
            pairs = headers.items() if isinstance(headers, dict) else headers
            given["headers"] = [(name, self.fill(value)) for name, value in pairs]
        if "auth" in step:
            given["auth"] = tuple(step["auth"])
        if "remote_addr" in step:
            given["environ_overrides"]["REMOTE_ADDR"] = step["remote_addr"]
        given.update(self.body(step))
        return given

    def body(self, step):
        if "json" in step:
            null = {"data": "null", "content_type": "application/json"}  # json=None would be no body
            return null if step["json"] is None else {"json": step["json"]}
        if "body" in step:
            return {"data": self.fill(step["body"])}
        if "body_base64" in step:
            return {"data": base64.b64decode(step["body_base64"])}
        if "form" not in step and "files" not in step:
            return {}
        fields = {name: self.fill(value) for name, value in step.get("form", {}).items()}
        for name, value in step.get("files", {}).items():
            files = value if isinstance(value, list) else [value]
            fields[name] = [file_field(file) for file in files]
        return {"data": fields}

    def fill(self, value):
        """Puts parts of earlier answers into a value: {{0:ETag}} is a header, {{0:body}} the body."""
        if not isinstance(value, str):
            return value
        return re.sub(r"\{\{(\d+):([\w-]+)\}\}", self.earlier, value)

    def earlier(self, match):
        response = self.answers[int(match[1])]
        return response.text if match[2] == "body" else response.headers[match[2]]


def file_field(file):
    content = base64.b64decode(file["content_base64"]) if "content_base64" in file else file["content"].encode()
    field = (io.BytesIO(content), file["filename"])
    return (*field, file["content_type"]) if "content_type" in file else field


def raised_text(error):
    return str(error)


def describe(response):
    described = {"status": response.status, "headers": normal_headers(response)}
    described["body"] = body_text(response.get_data())
    sessions = session_texts(response)
    if sessions:
        described["session"] = sessions
    if response.history:
        described["history"] = [[answer.status_code, answer.location] for answer in response.history]
    return described


def body_text(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}


SIGNED = re.compile(r"^(\.?[\w-]+)\.[\w-]+\.[\w-]{27}$")
FILE_ETAG = re.compile(r'"(\d+(?:\.\d+)?-\d+)-\d+"')


def normal_headers(response):
    return [[name, normal_value(name, value)] for name, value in response.headers.items()]


def normal_value(name, value):
    """README.md says why each of these cannot be equal."""
    if name == "Allow":
        return ", ".join(sorted(value.split(", ")))
    if name == "ETag":
        return FILE_ETAG.sub(r'"\1-path"', value)
    if name == "Set-Cookie":
        cookie, semicolon, rest = value.partition(";")
        key, _, content = cookie.partition("=")
        if content.startswith(".") and SIGNED.match(content):
            return f"{key}=<compressed>{semicolon}{rest}"
    return value


def session_texts(response):
    found = {}
    for value in response.headers.getlist("Set-Cookie"):
        key, _, content = value.partition(";")[0].partition("=")
        signed = SIGNED.match(content)
        if signed:
            found[key] = payload_text(signed[1])
    return found


def payload_text(payload):
    compressed = payload.startswith(".")
    text = payload.lstrip(".")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return (zlib.decompress(data) if compressed else data).decode("utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
