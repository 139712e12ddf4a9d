"""What stands between browsers and Gradio: routes, sessions, what an event may say, and the page before its scripts."""
