"""Answers one JSON line per question about what Flask-Session, Flask-Login and Flask-WTF do."""

import datetime
import json
import sys
import uuid
import warnings

import redis
from flask import Flask, jsonify, request, session
from flask_login import LoginManager, UserMixin, current_user, login_fresh, login_user, logout_user
from flask_session.redis import RedisSessionInterface
from flask_wtf.csrf import generate_csrf, validate_csrf
from oracle import describe
from wtforms import ValidationError

warnings.simplefilter("ignore")


def shared_values():
    """What a session may hold in either format of Flask-Session."""
    return {
        "user": "anna é ☃ 😀",
        "none": None,
        "yes": True,
        "ints": [0, -1, 127, 128, 255, 256, 65535, 65536, -32, -33, -128, -129, -32769, 2**31, 2**53, -(2**63), 2**64 - 1],
        "floats": [0.5, 1.0, -0.0, 1e300, 1e16],
        "nested": {"list": [[], {}, {"deep": [1]}], "__proto__": {"x": 1}},
        "long": "x" * 300,
        "longer": "y" * 70000,
        "many": list(range(20)),
        "dict": {str(number): number for number in range(20)},
    }


def binary_values():
    """What only MessagePack keeps, or what becomes something simpler in it."""
    return {
        "bytes": b"\x00\xff" * 200,
        "tuple": (1, (2,)),
        "uuid": uuid.UUID(int=5),
        "aware": datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc),
        "early": datetime.datetime(1901, 1, 2, 3, 4, 5, 250000, tzinfo=datetime.timezone.utc),
    }


def session_app(question):
    app = Flask("oracle")
    app.secret_key = question["key"]
    if "port" in question:
        app.session_interface = RedisSessionInterface(
            app,
            client=redis.Redis(port=question["port"]),
            use_signer=question.get("use_signer", False),
            serialization_format=question.get("format", "msgpack"),
        )

    @app.route("/write")
    def write():
        session.update(shared_values())
        if question.get("format") == "msgpack":
            session.update(binary_values())
        return "written"

    @app.route("/read")
    def read():
        return jsonify(describe(dict(session)))

    @app.route("/clear")
    def clear():
        session.clear()
        return "cleared"

    @app.route("/csrf")
    def csrf():
        return generate_csrf()

    @app.route("/csrf/<token>")
    def check(token):
        try:
            validate_csrf(token)
        except ValidationError as error:
            return str(error)
        return "good"

    manager = LoginManager(app)
    manager.session_protection = question.get("protection", "basic")

    @manager.user_loader
    def load(user_id):
        user = UserMixin()
        user.id = user_id
        return user

    @app.route("/login/<user_id>")
    def login(user_id):
        login_user(load(user_id), remember="remember" in request.args)
        return "in"

    @app.route("/logout")
    def logout():
        logout_user()
        return "out"

    @app.route("/who")
    def who():
        return jsonify([current_user.get_id(), login_fresh() if current_user.is_authenticated else None])

    return app


def visit(question):
    """Visits pages one after the other with cookies; gives the last text and the cookies afterwards."""
    client = session_app(question).test_client()
    for name, value in question.get("cookies", {}).items():
        client.set_cookie(name, value)
    for page in question["pages"]:
        response = client.get(page, headers=question.get("headers", {}))
        assert response.status_code == 200, response.text
    cookies = {name: cookie.value for (_, _, name), cookie in client._cookies.items()}
    return [response.text, cookies, describe(shared_values())]


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(visit(json.loads(line))))
