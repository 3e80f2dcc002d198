import os

from flask import Flask

log = []
app = Flask(__name__)
KEYS = (
    "DEBUG TESTING PROPAGATE_EXCEPTIONS SECRET_KEY SECRET_KEY_FALLBACKS USE_X_SENDFILE TRUSTED_HOSTS SERVER_NAME "
    "APPLICATION_ROOT SESSION_COOKIE_NAME SESSION_COOKIE_DOMAIN SESSION_COOKIE_PATH SESSION_COOKIE_HTTPONLY "
    "SESSION_COOKIE_SECURE SESSION_COOKIE_PARTITIONED SESSION_COOKIE_SAMESITE SESSION_REFRESH_EACH_REQUEST "
    "MAX_CONTENT_LENGTH MAX_FORM_MEMORY_SIZE MAX_FORM_PARTS SEND_FILE_MAX_AGE_DEFAULT TRAP_BAD_REQUEST_ERRORS "
    "TRAP_HTTP_EXCEPTIONS EXPLAIN_TEMPLATE_LOADING PREFERRED_URL_SCHEME TEMPLATES_AUTO_RELOAD MAX_COOKIE_SIZE "
    "PROVIDE_AUTOMATIC_OPTIONS"
).split()


def defaults():
    for key in KEYS:
        log.append(f"{key} {app.config[key]}")
    log.append(f"PERMANENT_SESSION_LIFETIME {app.config['PERMANENT_SESSION_LIFETIME'].total_seconds():.0f}")


def dict_behaviour():
    app.config["OWN"] = "value"
    app.config.update(A=1, b=2)
    log.append(f"{app.config['OWN']} {'OWN' in app.config} {'NOTHING' in app.config} {app.config.get('NOTHING', 'none')}")
    log.append(f"{app.config['A']} {app.config['b']}")
    log.append(f"{os.path.basename(app.config.root_path)}")


def mappings():
    log.append(str(app.config.from_mapping({"UPPER": 1, "lower": 2, "Mixed": 3})))
    log.append(f"{app.config['UPPER']} {'lower' in app.config} {'Mixed' in app.config}")


class Base:
    FROM_BASE = "base"
    lower = 1


class Settings(Base):
    FROM_CLASS = "class"


def objects():
    app.config.from_object(Settings)
    log.append(f"{app.config['FROM_BASE']} {app.config['FROM_CLASS']} {'lower' in app.config}")
    instance = Settings()
    instance.FROM_INSTANCE = "instance"
    app.config.from_object(instance)
    log.append(app.config["FROM_INSTANCE"])


def namespaces():
    app.config.update(MAIL_SERVER="s", MAIL_PORT=25)
    log.append(str(sorted(app.config.get_namespace("MAIL_").items())))
    log.append(str(sorted(app.config.get_namespace("MAIL_", lowercase=False, trim_namespace=False).items())))


def environment():
    os.environ.update(
        {
            "CONF_TEXT": "plain text",
            "CONF_NUMBER": "3",
            "CONF_LIST": '["a", 1, null]',
            "CONF_NEST__A": "1",
            "CONF_NEST__B__C": "true",
            "CONF_lower": "kept",
            "CONF_NOT_JSON": "{broken",
            "OTHER_X": "no",
        }
    )
    log.append(str(app.config.from_prefixed_env("CONF")))
    log.append(f"{app.config['TEXT']} {app.config['NUMBER'] + 1} {len(app.config['LIST'])} {app.config['NOT_JSON']}")
    log.append(f"{app.config['NEST']['A']} {app.config['NEST']['B']['C']} {app.config['lower']} {'X' in app.config}")
    app.config.from_prefixed_env("CONF", loads=lambda text: text.upper())
    log.append(app.config["TEXT"])
    for key in [key for key in os.environ if key.startswith(("CONF_", "OTHER_"))]:
        del os.environ[key]
