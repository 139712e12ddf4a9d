"""The brand: its kit, how true a picture is to it, and putting the picture right. Knows no prompt and no HTTP."""
