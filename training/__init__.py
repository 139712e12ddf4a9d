"""Makes `sketch`, a small diffusion model of our own, from pictures of the illustration painter.

Nothing that serves imports this room. `python -m training` does all of it; `README.md` tells what was tried.
"""
