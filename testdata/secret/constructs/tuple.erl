{password, "v9Kq<>Tm4xLz7w"}. «generic-password»
{passwd, <<"n7Vx-<>Qe2p">>}. «generic-password»
{password, undefined}.
