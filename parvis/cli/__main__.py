from parvis.cli.main import main

raise SystemExit(main())
