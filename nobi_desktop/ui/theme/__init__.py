"""The look: colours, fonts and the style sheet."""
