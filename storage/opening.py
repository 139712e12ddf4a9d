"""What a store is opened on: its folder, the place of its pictures, and whether both can be had here."""

from contextlib import closing
from pathlib import Path

from errors import Unavailable
from schemas.identity import DEFAULT_TENANT
from storage import disk
from storage.blobs import BlobStore, FolderBlobs, ObjectBlobs
from storage.mongo.blobs import MongoBlobs
from storage.mongo.database import Database, Refused
from storage.mongo.embedded import find_mongod
from storage.options import Options

TENANTS = "tenants"
"""Folder of what all tenants but the default one have on a disk."""


def preflight(uri: str | None, data_dir: Path, options: Options) -> None:
    """Whether a store could be opened, as far as this machine alone can tell. Raises Unavailable saying why not."""
    claim(data_dir)
    if uri is None:
        find_mongod(options.mongod)
    with closing(Database(uri or "mongodb://localhost", options)) as database:
        open_blobs(database, options)


def claim(data_dir: Path) -> None:
    """Have the data folder, ours alone and writable. Raises Refused naming it and what is wrong with it."""
    try:
        disk.claim(data_dir)
    except OSError as error:
        raise Refused(f"DATA_DIR={data_dir} cannot be used: {error.filename or data_dir}: {error.strerror}") from error


def open_blobs(database: Database, options: Options) -> BlobStore:
    """The tenant's place in `options.blobs`: the database itself, a folder, or S3. Raises Unavailable for any other."""
    if options.blobs is None:
        return MongoBlobs(database)
    scheme, separator, path = options.blobs.partition("://")
    below = "" if database.tenant == DEFAULT_TENANT else f"/{TENANTS}/{database.tenant}"
    if not separator or scheme == "file":
        return FolderBlobs(Path(f"{path or scheme}{below}"))
    if scheme != "s3":
        raise Unavailable(f"BLOBS is a folder or s3://bucket/path, and no address of {scheme}")
    return ObjectBlobs(f"{options.blobs}{below}", dict(options.blob_options))
