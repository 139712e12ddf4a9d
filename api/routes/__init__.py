"""The routes, a file a group."""

from fastapi import APIRouter

from api.routes import (
    ads,
    audit,
    brands,
    generate,
    history,
    images,
    jobs,
    keys,
    loras,
    marks,
    openai,
    operation,
    prompts,
    report,
    session,
    users,
    verify,
    webhooks,
)

GROUPS = (
    generate,
    prompts,
    brands,
    loras,
    marks,
    history,
    images,
    ads,
    report,
    users,
    session,
    keys,
    audit,
    jobs,
    verify,
    webhooks,
    openai,
    operation,
)
ROUTES = tuple(route for group in GROUPS for route in group.router.routes)

router = APIRouter()
for group in GROUPS:
    router.include_router(group.router)
