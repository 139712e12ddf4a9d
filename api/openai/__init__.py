"""OpenAI's dialect: its answers, its events and its errors, made of ours. Everything of it is found under one path."""

V1 = "/v1/"
