// A company's sign-in, for the tests: the certified oidc-provider, with people whose teams are their login's.
// node provider.js PORT CLIENT_SECRET REDIRECT_URI POST_LOGOUT_REDIRECT_URI; logins are `name:group+group`.
import Provider from "oidc-provider";

const [port, secret, redirect, home] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "logo", client_secret: secret, redirect_uris: [redirect], post_logout_redirect_uris: [home],
  }],
  claims: { openid: ["sub"], staff: ["name", "teams"], email: ["email", "email_verified"] },
  pkce: { required: () => true, methods: ["S256"] },
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ["of the tests"] },
  findAccount: (_, id) => {
    const [name, groups = ""] = id.split(":");
    return { accountId: id, claims: () => ({ sub: id, name, teams: groups.split("+"), email: `${name}@bank.example`, email_verified: true }) };
  },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
