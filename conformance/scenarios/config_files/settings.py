FROM_PROGRAM = "program"
lower = 1
SUM = 1 + 2
