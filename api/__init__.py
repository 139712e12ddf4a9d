"""The HTTP edge of the public service: routes, and the manners that all of them share. Knows no BentoML."""
