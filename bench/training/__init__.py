"""Training of E5's last layers, so that answers on one phenomenon lie near each other however they are worded."""
