void a(ssh_session s) { int off = 0; ssh_options_set(s, SSH_OPTIONS_STRICTHOSTKEYCHECK, &off); } // bad: ssh-host-key-unchecked
void b(ssh_session s) { int on = 1; ssh_options_set(s, SSH_OPTIONS_STRICTHOSTKEYCHECK, &on); } // good: ssh-host-key-unchecked
