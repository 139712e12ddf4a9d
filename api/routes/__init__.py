"""The routes, a file a group."""

from fastapi import APIRouter

from api.routes import history, images, marks, report, users

router = APIRouter()
for group in (history, images, marks, report, users):
    router.include_router(group.router)
