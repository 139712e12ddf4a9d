"""What is around a subject: sky, land and rooms. Knows no subject, only how high it reaches."""
