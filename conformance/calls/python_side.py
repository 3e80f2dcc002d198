"""The names that the tables use beside Flask's and Werkzeug's own."""

import io
import os
import sys
from datetime import datetime, timedelta, timezone
from uuid import UUID

import flask
from flask import Flask, Request, Response, abort, jsonify, redirect, send_file
from flask.testing import EnvironBuilder
from werkzeug.datastructures import *
from werkzeug.exceptions import *
from werkzeug.http import *
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.routing import *
from werkzeug.routing.converters import *
from werkzeug.routing.exceptions import *
from werkzeug.routing.rules import parse_converter_args

from werkzeug.sansio.utils import get_content_length, get_current_url, get_host, host_is_trusted
from werkzeug.security import safe_join
from werkzeug.urls import iri_to_uri, uri_to_iri
from werkzeug.utils import get_content_type, secure_filename

FILES = sys.argv[2]
app = Flask("tables")


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def request_of(path="/", **options):
    """A request as the client of a test makes it."""
    return Request(EnvironBuilder(app, path, **options).get_environ())


def bound(url_map, path="/", server_name=None, subdomain=None, **options):
    return url_map.bind_to_environ(EnvironBuilder(app, path, **options).get_environ(), server_name, subdomain)


def attributes(value, *names):
    return {name: getattr(value, name) for name in names}


def exception(call):
    try:
        call()
    except Exception as error:
        return error
    return None


def read_body(request):
    """Where miniflask reads the body; Flask does so when it is asked for."""


ALL = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"]


def told(response):
    """Status, headers by name and body of an answer."""
    headers = sorted([name, value] for name, value in response.headers)
    return [response.status, headers, response.get_data(as_text=True)]


def app_of(view, wrap=None):
    made = Flask("tables", static_folder=None)
    made.testing = True
    made.add_url_rule("/", "root", view, methods=ALL, provide_automatic_options=False)
    made.add_url_rule("/<path:_path>", "below", lambda _path: view(), methods=ALL, provide_automatic_options=False)
    if wrap is not None:
        made.wsgi_app = wrap(made.wsgi_app)
    return made


def handle_of(made):
    return made.wsgi_app


def answer(view, path="/", wrap=None, **options):
    return told(app_of(view, wrap).test_client().open(path, **options))


def address():
    request = flask.request
    return jsonify(attributes(request, "remote_addr", "scheme", "host", "root_path", "path", "url", "is_secure"))


def client_of(view, **options):
    return app_of(view).test_client(**options)


def file_of(name):
    return os.path.join(FILES, name)


def stream(content):
    return io.BytesIO(content)
