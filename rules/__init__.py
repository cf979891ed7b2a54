"""How it is decided: a rule set becomes rules, answers become facts, the engine decides. Imports criteria."""
