"""The commands of `ennakko`, one module each."""
