"""Orders of many pictures: their rows are read and checked, kept in the database, and painted whatever happens."""

from jobs.addresses import Allowed
from jobs.orders import job_of
from jobs.pace import Pace
from jobs.tables import CSV, FORMS, Given, given_rows, template
from jobs.webhooks import Messenger
from jobs.worker import Worker
