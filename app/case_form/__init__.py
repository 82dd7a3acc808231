"""A case (a commented YAML file, or a draft that ``app/mapping`` read) comes in; the association's form and advice go out."""
