// The health check: begins the replica set at the first call, and passes once this member takes writes.
const admin = db.getSiblingDB("admin");
admin.auth("root", require("fs").readFileSync("/run/keys/root", "utf8"));
try {
  rs.status();
} catch (error) {
  if (error.codeName !== "NotYetInitialized") throw error;
  rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "mongodb:27017" }] });
}
// The first election takes a moment: waiting for it here saves a whole interval.
for (let looks = 0; !db.hello().isWritablePrimary; looks++) {
  if (looks === 50) quit(1);
  sleep(200);
}
