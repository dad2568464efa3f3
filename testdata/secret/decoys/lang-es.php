<?php return ['password' => 'Contraseña', 'passwd' => 'Clave-de-acceso', 'pass' => 'Clave1'];
