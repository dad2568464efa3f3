package cookies

import "net/http"

const secure = false

func answer(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "session", Secure: secure}) // bad: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Secure: true})
}
