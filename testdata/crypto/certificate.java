class Sockets {
    Socket unchecked(SSLSocketFactory factory, String host) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(host, 2575); // held: hostname-check-disabled
        socket.startHandshake();
        return socket;
    }

    Socket byDefault() throws IOException {
        return SSLSocketFactory.getDefault().createSocket("lab.example.org", 2575); // held: hostname-check-disabled
    }

    Socket checked(SSLSocketFactory factory, String host) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(host, 2575); // good: hostname-check-disabled
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    Socket compared(SSLSocketFactory factory, String host) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(host, 2575); // good: hostname-check-disabled
        if (!verifier.verify(host, socket.getSession())) {
            throw new SSLPeerUnverifiedException(host);
        }
        return socket;
    }

    Socket plain(SocketFactory factory, String host) throws IOException {
        return factory.createSocket(host, 2575); // good: hostname-check-disabled
    }
}
