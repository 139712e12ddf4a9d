// Run once by the mongo image, before the replica set begins: the service's own user, who may write its one database.
db.getSiblingDB("logo-generation").createUser({
  user: "logo",
  pwd: require("fs").readFileSync("/run/keys/app", "utf8"),
  roles: [{ role: "readWrite", db: "logo-generation" }],
});
