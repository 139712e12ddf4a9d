"""One picture on its way: asked for, planned, painted, recorded, answered; once a key. Knows no HTTP."""
