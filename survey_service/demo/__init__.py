"""The demo: a fictional county, its answers, and the code that plays a round through."""
