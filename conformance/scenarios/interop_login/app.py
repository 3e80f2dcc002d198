from flask import Flask, request
from flask_login import LoginManager, UserMixin, current_user, login_fresh, login_user, logout_user

log = []
app = Flask(__name__)
app.secret_key = "shared key of both"
manager = LoginManager(app)


class User(UserMixin):
    def __init__(self, id):
        self.id = id


@manager.user_loader
def load(user_id):
    return User(user_id)


@app.post("/login")
def login():
    login_user(User("7"), remember="remember" in request.args)
    return "in"


@app.post("/logout")
def logout():
    logout_user()
    return "out"


@app.get("/me")
def me():
    if not current_user.is_authenticated:
        return "nobody"
    return f"{current_user.get_id()} {login_fresh()}"
