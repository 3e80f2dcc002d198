wrk.method="POST"
wrk.body="username=alice&password=correct-horse-battery-staple&remember=1"
wrk.headers["Content-Type"]="application/x-www-form-urlencoded"
