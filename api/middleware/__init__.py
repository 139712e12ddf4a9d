"""ASGI middleware, each a manner of HTTP that every route has. Knows no route."""
