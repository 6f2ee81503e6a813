package io.registryauth.examples.security;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Greets who is logged in, who is Spring Security's user as without the filter. */
@RestController
class GreetingController {
    private volatile String greeting = "Hello";

    @GetMapping("/greeting")
    String greet(@AuthenticationPrincipal UserDetails user) {
        return greeting + ", " + user.getUsername() + "\n";
    }

    @PutMapping("/greeting")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody String greeting) {
        this.greeting = greeting;
    }
}
